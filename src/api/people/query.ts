import type { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { PersonEdit } from '../../domain/accounts/people.js';
import type { UserQuery } from '../../ports/accounts/account-repositories.js';
import { toPageRequest } from '../http/paging.js';
import type { NewPerson } from '../../app/accounts/create-person.js';
import type { newUserSchema, profileSchema, userEditSchema, userQuerySchema } from './schema.js';

export function toUserQuery(query: z.output<typeof userQuerySchema>): UserQuery {
  return {
    ...toPageRequest(query),
    ...(query.role === undefined ? {} : { roles: query.role }),
    ...(query.active === undefined ? {} : { isActive: query.active }),
    ...(query.team === undefined ? {} : { teams: [query.team] }),
    ...(query.organisation === undefined ? {} : { organisationId: query.organisation }),
    ...(query.address === undefined ? {} : { address: query.address }),
    ...(query.identity === undefined ? {} : { identity: query.identity }),
    ...(query.skill === undefined ? {} : { skill: query.skill }),
    ...(query.q === undefined ? {} : { text: query.q }),
  };
}

export function toPersonEdit(
  {
    availability,
    is_active: isActive,
    organisation_id: organisationId,
    ticket_visibility: ticketVisibility,
    ...rest
  }: z.output<typeof userEditSchema>,
  now: Date,
): PersonEdit {
  const absence = toAbsence(availability, now);
  return { ...withContact(rest), absence, isActive, organisationId, ticketVisibility };
}

export function toNewPerson({
  organisation_id: organisationId,
  ...rest
}: z.output<typeof newUserSchema>): NewPerson {
  return { ...withContact(rest), organisationId };
}

export function toProfileEdit(
  { availability, ...rest }: z.output<typeof profileSchema>,
  now: Date,
): PersonEdit {
  return { ...withContact(rest), absence: toAbsence(availability, now) };
}

interface Contact {
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | null | undefined;
  readonly time_zone?: string | null | undefined;
  readonly other_addresses?: readonly string[] | undefined;
}

/** The fields whose names have several words, as the domain calls them. */
function withContact<T extends Contact>({
  first_name: firstName,
  last_name: lastName,
  time_zone: timeZone,
  other_addresses: otherAddresses,
  ...rest
}: T) {
  return { ...rest, firstName, lastName, timeZone, otherAddresses };
}

/** An absence without a start begins now. @throws DomainError `invalid_input` for one that has ended. */
function toAbsence(
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
