import { ROLES } from '../../domain/access/actor.js';
import { z } from 'zod';
import {
  IDENTITY,
  MAX_IDENTITIES,
  MAX_LANGUAGES,
  MAX_NAME_PART,
  MAX_OTHER_ADDRESSES,
} from '../../domain/accounts/contact.js';
import { ACCOUNT_EVENT_TYPES } from '../../domain/accounts/account-events.js';
import {
  actorRef,
  characters,
  email,
  flag,
  id,
  instant,
  instantInput,
  lineOfText,
  orNull,
  personRef,
  referTo,
  severalOf,
} from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { organisationFilter, ticketVisibility } from '../organisations/schema.js';
import { mailLanguage } from './mail-settings-schema.js';
import { teamKey } from '../teams/key.js';
import { teamRefSchema } from '../teams/schema.js';
import { parameterName } from '../http/shared-parameters.js';

const MAX_CAPACITY = 100_000;

/** NIST SP 800-63B-4 §3.1.1: length counts, rules about characters do not. */
export const newPassword = characters({ min: 8, max: 1024 }).meta({
  description: 'Common passwords are refused, and so are passwords that contain the user’s name or address.',
  example: 'correct horse battery staple',
});

export const personName = lineOfText({ min: 1, max: 100 });
const skills = z.array(lineOfText({ min: 1, max: 50 })).max(50);
const team = teamKey().nullable();
const organisationId = id.nullable();
const calendarName = lineOfText({ min: 1, max: 64 });
const capacity = z.int().min(0).max(MAX_CAPACITY);

const role = z.enum(ROLES).meta({ id: 'Role' });

const newAbsence = z
  .strictObject({ from: instantInput.optional(), until: instantInput.nullable().default(null) })
  .refine(({ from, until }) => from === undefined || until === null || from < until, {
    path: ['until'],
    message: 'must be after "from"',
  })
  .meta({ id: 'NewAbsence', description: 'From now on without `from`: `{}` is "away".' });

const availability = orNull(newAbsence).meta({
  description: 'The current absence. Without `until` it has no end. Null if the user is available.',
});

const absence = z.object({ from: instant, until: instant.nullable() }).meta({ id: 'Absence' });

/** Why an address gets no mail. */
export const mailProblemSchema = z.object({ at: instant, answer: z.string() }).meta({ id: 'MailProblem' });

const namePart = lineOfText({ min: 1, max: MAX_NAME_PART }).nullable();
const line = lineOfText({ min: 1, max: 100 }).nullable();
const timeZone = characters({ min: 1, max: 64 })
  .nullable()
  .meta({ description: 'IANA name', example: 'Europe/Berlin' });

const LANGUAGE_CODE = '^[a-z]{2}$';
const spokenLanguages = z
  .array(
    z
      .string()
      .regex(new RegExp(LANGUAGE_CODE, 'u'), 'must be two small letters (ISO 639-1)')
      .meta({ pattern: LANGUAGE_CODE, example: 'pt' }),
  )
  .max(MAX_LANGUAGES);

/** What people may say of themselves, and staff of requesters. */
const contactFields = {
  first_name: namePart.optional(),
  last_name: namePart.optional(),
  phone: lineOfText({ min: 1, max: 40 }).nullable().optional(),
  department: line.optional(),
  location: line.optional(),
  language: orNull(mailLanguage).optional(),
  time_zone: timeZone.optional(),
  languages: spokenLanguages.optional(),
};

const identity = z
  .string()
  .regex(new RegExp(IDENTITY, 'u'), 'must be a system and an id, such as slack:U0123ABCD')
  .meta({ pattern: IDENTITY, example: 'slack:U0123ABCD' });

const addressFields = {
  other_addresses: z.array(email).max(MAX_OTHER_ADDRESSES).optional().meta({
    description:
      'Addresses beside `email`. A mail from one of them is a mail of this person. Sign-in and mails use `email`. An address belongs to one person.',
  }),
  identities: z.array(identity).max(MAX_IDENTITIES).optional().meta({
    description: 'Names in other systems. Each belongs to one person.',
  }),
};

const shownContact = {
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  phone: z.string().nullable(),
  department: z.string().nullable(),
  location: z.string().nullable(),
  language: orNull(mailLanguage).meta({
    description: 'Of mails to them. Null for that of each ticket, or English.',
  }),
  time_zone: z.string().nullable().meta({ description: 'IANA name' }),
  languages: z.array(z.string()).meta({
    description:
      'The languages that they speak, by ISO 639-1. Assignment prefers a moderator who speaks the language of the ticket. If empty, `language` counts.',
  }),
  other_addresses: z.array(z.string()),
  identities: z.array(z.string()),
};

export const userParams = z.object({ user: z.string().meta(parameterName('UserId')) });

export const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string().meta({ description: 'What others see' }),
    ...shownContact,
    role,
    skills: z.array(z.string()),
    team: orNull(teamRefSchema),
    organisation_id: z.string().nullable(),
    ticket_visibility: orNull(ticketVisibility).meta({
      description: 'Which tickets of the organisation they read. Null for what the organisation says.',
    }),
    capacity: z.int().meta({
      description: 'Maximum number of open tickets that automatic assignment gives this moderator.',
    }),
    availability: orNull(absence).meta({
      description: 'The current absence. Without `until` it has no end. Null if the user is available.',
    }),
    calendar: z.string().nullable().meta({
      description:
        'Name of the working calendar. Assignment prefers moderators who are at work. Null means always at work.',
    }),
    is_active: z.boolean(),
    mail_problem: orNull(mailProblemSchema).optional().meta({
      description:
        'Since when the mail server rejects the address, and its answer. Null if it does not. Returned to administrators only.',
    }),
    created_at: instant,
    version: z.int(),
  })
  .meta({ id: 'User' });

export const newUserSchema = z
  .strictObject({
    email,
    name: personName,
    ...contactFields,
    ...addressFields,
    role: referTo(role).default('user'),
    skills: skills.optional(),
    team: team.optional(),
    organisation_id: organisationId.optional(),
    capacity: capacity.optional(),
    password: newPassword.optional(),
  })
  .meta({
    id: 'NewUser',
    description:
      'Without a password, the user gets a mail with a link to choose one. Without an organisation, they join that of their mail domain.',
    example: { email: 'dave@holdfast.local', name: 'Dave', role: 'moderator', skills: ['network'] },
  });

export const userEditSchema = z
  .strictObject({
    name: personName.optional(),
    ...contactFields,
    email: email.optional(),
    ...addressFields,
    role: role.optional(),
    skills: skills.optional(),
    team: team.optional(),
    organisation_id: organisationId.optional(),
    ticket_visibility: orNull(ticketVisibility).optional(),
    capacity: capacity.optional(),
    availability: availability.optional(),
    calendar: calendarName.nullable().optional(),
    is_active: z.boolean().optional(),
  })
  .meta({
    id: 'UserEdit',
    description:
      'The fields to change. Users can change their own contact details and availability. Staff can change the contact details of requesters, and managers their organisation. New parts of a name without `name` make the name. A new name alone removes its parts.',
    example: { skills: ['network', 'vpn'], capacity: 15 },
  });

export const profileSchema = z
  .strictObject({ name: personName, ...contactFields, availability: availability.optional() })
  .meta({
    id: 'Profile',
    description: 'What is left out stays. A new name alone removes first and last name.',
    example: { name: 'Alice' },
  });

export const userListSchema = z
  .object({ users: z.array(userSchema), ...listFields })
  .meta({ id: 'UserList' });

export const userQuerySchema = z.strictObject({
  role: severalOf(role).optional().meta(parameterName('RoleFilter')),
  active: flag.optional().meta(parameterName('ActiveFilter')),
  organisation: organisationFilter,
  team: characters({ min: 0, max: 64 })
    .optional()
    .meta({ description: 'Id or key of a team', ...parameterName('UserTeamFilter') }),
  address: email
    .optional()
    .meta({ description: 'The primary address or another one', ...parameterName('AddressFilter') }),
  identity: referTo(identity).optional().meta(parameterName('IdentityFilter')),
  skill: characters({ min: 0, max: 50 }).optional().meta(parameterName('SkillFilter')),
  q: characters({ min: 0, max: 100 })
    .optional()
    .meta({
      description: 'The beginning of a name, last name or e-mail address.',
      ...parameterName('UserSearch'),
    }),
  ...listQuery(),
});

const details = z.record(z.string(), z.unknown());
const eventType = z.enum(ACCOUNT_EVENT_TYPES).meta({ id: 'AccountEventType' });

export const securityEventQuerySchema = z.strictObject({
  user: id.optional(),
  action: severalOf(eventType).optional(),
  ...listQuery(),
});

export const securityEventListSchema = z
  .object({
    security_events: z.array(
      z
        .object({
          id: z.string(),
          at: instant,
          action: eventType,
          actor: actorRef,
          user: orNull(personRef),
          address: z.string().nullable(),
          details,
        })
        .meta({ id: 'SecurityEvent' }),
    ),
    ...listFields,
  })
  .meta({ id: 'SecurityEventList' });
