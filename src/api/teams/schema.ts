import { z } from 'zod';
import { CHOICE_KEY } from '../../domain/desk/choices.js';
import { ASSIGNMENT_WAYS, MAX_TEAM_LABEL } from '../../domain/desk/teams.js';
import {
  email,
  id,
  lineOfText,
  orNull,
  personRef,
  referTo,
  NO_CHANGE,
  setsSomething,
} from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { revisionFields } from '../http/revisions.js';
import { parameterName } from '../http/shared-parameters.js';

const way = z.enum(ASSIGNMENT_WAYS).meta({ id: 'TeamAssignment' });

const fields = {
  name: lineOfText({ min: 1, max: MAX_TEAM_LABEL }),
  lead_id: id.nullable().meta({
    description:
      'The id of a moderator, manager or administrator who is mailed about tickets that no member can get. Null for the managers.',
  }),
  skills: z
    .array(lineOfText({ min: 1, max: 50 }))
    .max(50)
    .meta({ description: 'For tickets whose skills no single person has.' }),
  calendar: lineOfText({ min: 1, max: 64 })
    .nullable()
    .meta({ description: 'Working hours of members without a calendar of their own.' }),
  mail_address: email.nullable().meta({
    description:
      'Mail to it opens tickets of the team. It must be an address that the desk receives mail for. Null for none.',
  }),
  assigns: referTo(way).meta({
    description:
      '`skill_and_load`: the member with most of the skills, then the lowest load. `round_robin`: who has waited longest. `least_loaded`: who has the fewest open tickets. `off`: a person assigns.',
  }),
};

const key = z
  .string()
  .regex(
    new RegExp(CHOICE_KEY, 'u'),
    'must be small letters, digits, underscores and hyphens, a letter first, at most 40',
  )
  .meta({ pattern: CHOICE_KEY, example: 'network', description: 'Permanent: tickets and people hold it.' });

export const newTeamSchema = z
  .strictObject({
    key,
    name: fields.name,
    lead_id: fields.lead_id.default(null),
    skills: fields.skills.default([]),
    calendar: fields.calendar.default(null),
    mail_address: fields.mail_address.default(null),
    assigns: fields.assigns.default('skill_and_load'),
  })
  .meta({ id: 'NewTeam', example: { key: 'network', name: 'Network', skills: ['network', 'vpn'] } });

export const teamEditSchema = z
  .strictObject({
    name: fields.name.optional(),
    lead_id: fields.lead_id.optional(),
    skills: fields.skills.optional(),
    calendar: fields.calendar.optional(),
    mail_address: fields.mail_address.optional(),
    assigns: fields.assigns.optional(),
    is_active: z
      .literal(true)
      .optional()
      .meta({ description: 'Brings a dissolved team back, with its tickets and members.' }),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'TeamEdit',
    description: 'What to change; the rest stays. `skills` are replaced as a whole.',
    minProperties: 1,
    example: { assigns: 'round_robin' },
  });

/** A team as tickets and people show it. */
export const teamRefSchema = z
  .object({
    id: z.string().meta({ description: 'The key, under the name that paths use.' }),
    key: z.string(),
    name: z.string(),
  })
  .meta({ id: 'TeamRef' });

export const teamSchema = z
  .object({
    id: z.string().meta({ description: 'The key, under the name that paths use.' }),
    key: z.string(),
    name: z.string(),
    members: z.array(personRef).meta({
      description:
        'The active staff whose `team` it is. Managers change it with `team` in `PATCH /users/{user}`.',
    }),
    lead: orNull(personRef),
    skills: z.array(z.string()),
    calendar: z.string().nullable(),
    mail_address: z.string().nullable(),
    assigns: way,
    is_active: z.boolean().meta({ description: 'False for a dissolved team.' }),
    moved_to: z
      .string()
      .nullable()
      .meta({ description: 'The key of the team that replaces a dissolved one on its tickets.' }),
    ...revisionFields,
  })
  .meta({ id: 'Team' });

export const teamListSchema = z
  .object({ teams: z.array(teamSchema), ...listFields })
  .meta({ id: 'TeamList' });

export const teamParams = z.object({
  id: z
    .string()
    .meta({ description: 'Id or key of a team', example: 'network', ...parameterName('TeamKey') }),
});

export const teamQuerySchema = z.strictObject(listQuery());

export const dissolutionQuerySchema = z.strictObject({
  move_to: id.optional().meta({ description: 'Id or key of the team that takes its tickets and members.' }),
});
