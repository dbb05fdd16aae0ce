import type { Actor } from '../../domain/access/actor.js';
import type { User } from '../../domain/accounts/user.js';
import type { ApiDeps } from '../deps.js';
import { reply } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentUserTo } from './presenter.js';
import { userSchema } from './schema.js';

/** A person as an answer, with the version as entity tag. */
export const USER_RESPONSE = {
  description: 'The user',
  schema: userSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

export async function userReply<const S extends number>(
  { teams }: Pick<ApiDeps, 'teams'>,
  user: User,
  reader: Actor,
  status: S,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentUserTo(reader, await teams.all())(user), {
    ...headers,
    ETag: etag(user.version),
  });
}
