import type { z } from 'zod';
import type { PersonEdit } from '../../domain/accounts/people.js';
import type { UserQuery } from '../../ports/accounts/account-repositories.js';
import { toPageRequest } from '../http/paging.js';
import type { userEditSchema, userQuerySchema } from './schema.js';

export function toUserQuery(query: z.output<typeof userQuerySchema>): UserQuery {
  return {
    ...toPageRequest(query),
    ...(query.role === undefined ? {} : { roles: query.role }),
    ...(query.active === undefined ? {} : { isActive: query.active }),
    ...(query.team === undefined ? {} : { team: query.team }),
    ...(query.skill === undefined ? {} : { skill: query.skill }),
    ...(query.q === undefined ? {} : { text: query.q }),
  };
}

export function toPersonEdit({
  availability,
  is_active: isActive,
  ...rest
}: z.output<typeof userEditSchema>): PersonEdit {
  return { ...rest, absence: availability, isActive };
}
