import type { z } from 'zod';
import type { SignIn } from '../../app/sign-in.js';
import type { User } from '../../domain/user.js';
import type { sessionSchema, userSchema } from './schema.js';

export function presentUser(user: User): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    skills: [...user.skills],
    team: user.team,
    capacity: user.capacity,
    availability:
      user.absence === null
        ? null
        : { from: user.absence.from.toISOString(), until: user.absence.until?.toISOString() ?? null },
    is_active: user.isActive,
    created_at: user.createdAt.toISOString(),
    version: user.version,
  };
}

export function presentSession({
  accessToken,
  expiresInSeconds,
  user,
}: SignIn): z.input<typeof sessionSchema> {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    user: presentUser(user),
  };
}
