import type { Actor } from '../../domain/access/actor.js';
import type { Absence } from '../../domain/sla/availability.js';
import type { z } from 'zod';
import { can } from '../../domain/access/permissions.js';
import type { Team } from '../../domain/desk/teams.js';
import type { User } from '../../domain/accounts/user.js';
import { presentTeamRef } from '../teams/presenter.js';
import type { userSchema } from './schema.js';

/** A person as this reader may see them: administrators also see whether mail reaches them. */
export function presentUserTo(
  reader: Actor,
  teams: readonly Team[],
): (user: User) => z.input<typeof userSchema> {
  const present = can(reader, 'person.administer') ? presentAccount : presentUser;
  return (user) => present(user, teams);
}

/** A person as administrators see them, and as they may know themselves. */
export function presentAccount(user: User, teams: readonly Team[]): z.input<typeof userSchema> {
  const { mailProblem: problem } = user;
  return {
    ...presentUser(user, teams),
    mail_problem: problem === null ? null : { at: problem.at.toISOString(), answer: problem.answer },
  };
}

export function presentUser(user: User, teams: readonly Team[]): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    ...presentContact(user),
    role: user.role,
    skills: [...user.skills],
    team: presentTeamRef(teams, user.team),
    organisation_id: user.organisationId,
    ticket_visibility: user.ticketVisibility,
    capacity: user.capacity,
    availability: presentAbsence(user.absence),
    calendar: user.calendar,
    is_active: user.isActive,
    created_at: user.createdAt.toISOString(),
    version: user.version,
  };
}

function presentContact(user: User) {
  return {
    first_name: user.firstName,
    last_name: user.lastName,
    phone: user.phone,
    department: user.department,
    location: user.location,
    language: user.language,
    time_zone: user.timeZone,
    languages: [...user.languages],
    other_addresses: [...user.otherAddresses],
    identities: [...user.identities],
  };
}

function presentAbsence(absence: Absence | null) {
  if (absence === null) return null;
  return { from: absence.from.toISOString(), until: absence.until?.toISOString() ?? null };
}
