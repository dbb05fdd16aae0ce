import type { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { PersonEdit } from '../../domain/accounts/people.js';
import type { UserQuery } from '../../ports/accounts/account-repositories.js';
import { toPageRequest } from '../http/paging.js';
import type { userEditSchema, userQuerySchema } from './schema.js';

export function toUserQuery(query: z.output<typeof userQuerySchema>): UserQuery {
  return {
    ...toPageRequest(query),
    ...(query.role === undefined ? {} : { roles: query.role }),
    ...(query.active === undefined ? {} : { isActive: query.active }),
    ...(query.team === undefined ? {} : { teams: [query.team] }),
    ...(query.skill === undefined ? {} : { skill: query.skill }),
    ...(query.q === undefined ? {} : { text: query.q }),
  };
}

export function toPersonEdit(
  { availability, is_active: isActive, ...rest }: z.output<typeof userEditSchema>,
  now: Date,
): PersonEdit {
  return { ...rest, absence: toAbsence(availability, now), isActive };
}

/** An absence without a start begins now. @throws DomainError `invalid_input` for one that has ended. */
export function toAbsence(
  availability: z.output<typeof userEditSchema>['availability'],
  now: Date,
): PersonEdit['absence'] {
  if (availability === undefined || availability === null) return availability;
  const { from = now, until } = availability;
  if (until !== null && until <= from) {
    throw new DomainError('invalid_input', 'The absence is not valid.', {
      faults: [{ path: 'availability.until', message: 'must be in the future' }],
    });
  }
  return { from, until };
}
