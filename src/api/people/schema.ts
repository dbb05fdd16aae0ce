import { ROLES } from '../../domain/access/actor.js';
import { z } from 'zod';
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
import { parameterName } from '../http/shared-parameters.js';

const MAX_CAPACITY = 100_000;

/** NIST SP 800-63B-4 §3.1.1: length counts, rules about characters do not. */
export const newPassword = characters({ min: 8, max: 1024 }).meta({
  description: 'Common passwords are refused, and so are passwords that contain the user’s name or address.',
  example: 'correct horse battery staple',
});

export const personName = lineOfText({ min: 1, max: 100 });
const skills = z.array(lineOfText({ min: 1, max: 50 })).max(50);
const team = lineOfText({ min: 1, max: 64 }).nullable();
const calendarName = lineOfText({ min: 1, max: 64 });
const capacity = z.int().min(0).max(MAX_CAPACITY);

const role = z.enum(ROLES).meta({ id: 'Role' });

const newAbsence = z
  .strictObject({ from: instantInput, until: instantInput.nullable().default(null) })
  .refine(({ from, until }) => until === null || from < until, {
    path: ['until'],
    message: 'must be after "from"',
  })
  .meta({ id: 'NewAbsence' });

const availability = orNull(newAbsence).meta({
  description: 'The current absence. Without `until` it has no end. Null if the user is available.',
});

const absence = z.object({ from: instant, until: instant.nullable() }).meta({ id: 'Absence' });

/** Why an address gets no mail. */
export const mailProblemSchema = z.object({ at: instant, answer: z.string() }).meta({ id: 'MailProblem' });

export const userParams = z.object({ user: z.string().meta(parameterName('UserId')) });

export const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role,
    skills: z.array(z.string()),
    team: z.string().nullable(),
    capacity: z
      .int()
      .meta({
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
    role: referTo(role).default('user'),
    skills: skills.optional(),
    team: team.optional(),
    capacity: capacity.optional(),
    password: newPassword.optional(),
  })
  .meta({
    id: 'NewUser',
    description: 'Without a password, the user gets a mail with a link to choose one.',
    example: { email: 'dave@holdfast.local', name: 'Dave', role: 'moderator', skills: ['network'] },
  });

export const userEditSchema = z
  .strictObject({
    name: personName.optional(),
    email: email.optional(),
    role: role.optional(),
    skills: skills.optional(),
    team: team.optional(),
    capacity: capacity.optional(),
    availability: availability.optional(),
    calendar: calendarName.nullable().optional(),
    is_active: z.boolean().optional(),
  })
  .meta({
    id: 'UserEdit',
    description: 'The fields to change. Users can change their own name and availability.',
    example: { skills: ['network', 'vpn'], capacity: 15 },
  });

export const profileSchema = z
  .strictObject({ name: personName, availability: availability.optional() })
  .meta({ id: 'Profile', example: { name: 'Alice' } });

export const userListSchema = z
  .object({ users: z.array(userSchema), ...listFields })
  .meta({ id: 'UserList' });

export const userQuerySchema = z.strictObject({
  role: severalOf(role).optional().meta(parameterName('RoleFilter')),
  active: flag.optional().meta(parameterName('ActiveFilter')),
  team: characters({ min: 0, max: 64 }).optional().meta(parameterName('UserTeamFilter')),
  skill: characters({ min: 0, max: 50 }).optional().meta(parameterName('SkillFilter')),
  q: characters({ min: 0, max: 100 })
    .optional()
    .meta({ description: 'The beginning of a name or e-mail address.', ...parameterName('UserSearch') }),
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
