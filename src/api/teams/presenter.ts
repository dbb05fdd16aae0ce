import type { z } from 'zod';
import type { NewTeam, TeamEdit, TeamView } from '../../app/desk/teams.js';
import { teamRef, type Team } from '../../domain/desk/teams.js';
import { presentRevision } from '../http/revisions.js';
import type { newTeamSchema, teamEditSchema, teamRefSchema, teamSchema } from './schema.js';

/** What a stored key of a team is shown as. */
export function presentTeamRef(
  teams: readonly Team[],
  key: string | null,
): z.input<typeof teamRefSchema> | null {
  const team = teamRef(teams, key);
  return team === null ? null : { id: team.key, key: team.key, name: team.label };
}

export function presentTeam({ revision, lead, members }: TeamView): z.input<typeof teamSchema> {
  const { content: team, ...metadata } = revision;
  return {
    id: team.name,
    key: team.name,
    name: team.label,
    members: members.map(({ id, name }) => ({ id, name })),
    lead: lead === null ? null : { id: lead.id, name: lead.name },
    skills: [...team.skills],
    calendar: team.calendar,
    mail_address: team.mailAddress,
    assigns: team.assigns,
    is_active: team.isActive,
    moved_to: team.successor,
    ...presentRevision(team.version, metadata),
  };
}

export function toNewTeam(body: z.output<typeof newTeamSchema>): NewTeam {
  const { key, name: label, lead_id: leadId, skills, calendar, mail_address: mailAddress, assigns } = body;
  return { name: key, label, leadId, skills: [...new Set(skills)], calendar, mailAddress, assigns };
}

export function toTeamEdit(body: z.output<typeof teamEditSchema>): TeamEdit {
  const { name: label, lead_id: leadId, skills, calendar, assigns } = body;
  const { mail_address: mailAddress, is_active: isActive } = body;
  return {
    label,
    leadId,
    skills: skills === undefined ? undefined : [...new Set(skills)],
    calendar,
    mailAddress,
    assigns,
    isActive,
  };
}
