import type { z } from 'zod';
import type { PersonExport } from '../../app/people/export-person.js';
import { can } from '../../domain/permissions.js';
import type { Absence, Actor, User } from '../../domain/user.js';
import { presentSatisfaction, presentValues } from '../tickets/presenter.js';
import { presentMailSettings } from './mail-settings-presenter.js';
import type { exportSchema, userSchema } from './schema.js';

/** A person as this reader may see them: administrators also see whether mail reaches them. */
export function presentUserTo(reader: Actor): (user: User) => z.input<typeof userSchema> {
  return can(reader, 'person.administer') ? presentAccount : presentUser;
}

function presentAccount(user: User): z.input<typeof userSchema> {
  const { mailProblem: problem } = user;
  return {
    ...presentUser(user),
    mail_problem: problem === null ? null : { at: problem.at.toISOString(), answer: problem.answer },
  };
}

export function presentUser(user: User): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    skills: [...user.skills],
    team: user.team,
    capacity: user.capacity,
    availability: presentAbsence(user.absence),
    calendar: user.calendar,
    is_active: user.isActive,
    created_at: user.createdAt.toISOString(),
    version: user.version,
  };
}

function presentAbsence(absence: Absence | null) {
  if (absence === null) return null;
  return { from: absence.from.toISOString(), until: absence.until?.toISOString() ?? null };
}

export function presentExport(data: PersonExport): z.input<typeof exportSchema> {
  return {
    person: presentAccount(data.person),
    notifications: presentMailSettings(data.person),
    tickets: data.tickets.map((ticket) => ({
      number: ticket.number,
      title: ticket.title,
      description: ticket.description,
      status: ticket.status,
      priority: ticket.priority,
      category: ticket.category,
      tags: [...ticket.tags],
      custom_fields: presentValues(data.customFields, ticket.customFields),
      language: ticket.language,
      sentiment: ticket.sentiment,
      satisfaction: presentSatisfaction(ticket),
      created_at: ticket.createdAt.toISOString(),
      closed_at: ticket.closedAt?.toISOString() ?? null,
    })),
    comments: data.comments.map((comment) => ({
      ticket_id: comment.ticketId,
      body: comment.body,
      is_internal: comment.isInternal,
      created_at: comment.createdAt.toISOString(),
    })),
    activities: data.activities.map((event) => ({
      ticket_number: event.ticketNumber,
      action: event.type,
      details: { ...event.details },
      at: event.at.toISOString(),
    })),
    mails: data.mails.map((mail) => ({
      kind: mail.kind,
      state: mail.state,
      created_at: mail.createdAt.toISOString(),
      sent_at: mail.sentAt?.toISOString() ?? null,
    })),
    received_mails: data.receivedMails.map((mail) => ({
      id: mail.id,
      size_bytes: mail.sizeBytes,
      received_at: mail.receivedAt.toISOString(),
      expires_at: mail.expiresAt.toISOString(),
    })),
    security_events: data.accountEvents.map((event) => ({
      action: event.type,
      address: event.address,
      details: { ...event.details },
      at: event.at.toISOString(),
    })),
    sessions: data.sessions.map((session) => ({
      created_at: session.createdAt.toISOString(),
      expires_at: session.expiresAt.toISOString(),
    })),
    api_keys: data.apiKeys.map((key) => ({
      name: key.name,
      prefix: key.prefix,
      scopes: [...key.scopes],
      created_at: key.createdAt.toISOString(),
      expires_at: key.expiresAt.toISOString(),
      last_used_at: key.lastUsedAt?.toISOString() ?? null,
    })),
    truncated: data.isTruncated,
  };
}
