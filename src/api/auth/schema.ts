import { z } from 'zod';
import { ROLES } from '../../domain/user.js';
import { instant } from '../fields.js';

/** Longer than any password of a person, short enough to hash without a thought. */
const MAX_PASSWORD_LENGTH = 1024;
const MAX_EMAIL_LENGTH = 254;

export const loginSchema = z
  .strictObject({
    // The length is checked first, so that no pattern ever runs over a long text.
    email: z.string().trim().toLowerCase().max(MAX_EMAIL_LENGTH).pipe(z.email()),
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH),
  })
  .meta({ id: 'Login', example: { email: 'alice@holdfast.local', password: 'holdfast-demo' } });

export const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    skills: z.array(z.string()),
    team: z.string().nullable(),
    capacity: z
      .int()
      .meta({ description: 'How many open tickets automatic assignment gives this person at a time.' }),
    availability: z.object({ from: instant, until: instant.nullable() }).nullable().meta({
      description: 'The time of absence, open-ended without `until`; null while the person is there.',
    }),
    is_active: z.boolean(),
    created_at: instant,
    version: z.int(),
  })
  .meta({ id: 'User' });

export const sessionSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds.' }),
    user: userSchema,
  })
  .meta({ id: 'Session' });
