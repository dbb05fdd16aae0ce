import type { Actor } from '../../domain/access/actor.js';
import { predecessorsOf } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import { authorize, can } from '../../domain/access/permissions.js';
import { isGone } from '../../domain/accounts/person-merge.js';
import type { User } from '../../domain/accounts/user.js';
import type { UserQuery } from '../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { requireKnownTeam } from '../desk/check-choices.js';

type Deps = Pick<AppDeps, 'users'>;
type Listing = Pick<AppDeps, 'users' | 'teams'>;

/**
 * The people, a page at a time, in the order in which they came. A team includes those that it replaces.
 * @throws DomainError `forbidden`; `invalid_input` for an unknown team
 */
export async function listPeople(deps: Listing, actor: Actor, query: UserQuery): Promise<IdPage<User>> {
  authorize(actor, 'person.list');
  return list(deps, query);
}

/** Lists people as {@link listPeople}, for their administrators. @throws DomainError `forbidden` */
export async function listAccounts(deps: Listing, actor: Actor, query: UserQuery): Promise<IdPage<User>> {
  authorize(actor, 'person.administer');
  return list(deps, query);
}

async function list(deps: Listing, query: UserQuery): Promise<IdPage<User>> {
  for (const team of query.teams ?? []) await requireKnownTeam(deps, team);
  const all = await deps.teams.all();
  const teams = query.teams?.flatMap((team) => [team, ...predecessorsOf(all, team)]);
  return deps.users.list({ ...query, ...(teams === undefined ? {} : { teams }) });
}

/** A person. @throws DomainError `not_found` also for one whom the actor may not know of. */
export async function readPerson(deps: Deps, actor: Actor, id: string): Promise<User> {
  const user = await deps.users.find(id);
  if (user === null || isGone(user) || !can(actor, 'person.read', user)) throw personNotFound(id);
  return user;
}

export function personNotFound(id: string): DomainError {
  return new DomainError('not_found', `There is no person ${id}.`);
}
