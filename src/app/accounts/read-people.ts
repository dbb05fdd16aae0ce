import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { authorize, can } from '../../domain/access/permissions.js';
import { isGone } from '../../domain/accounts/person-merge.js';
import type { User } from '../../domain/accounts/user.js';
import type { UserQuery } from '../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'users'>;

/** The people, a page at a time, in the order in which they came. @throws DomainError `forbidden` */
export async function listPeople(deps: Deps, actor: Actor, query: UserQuery): Promise<IdPage<User>> {
  authorize(actor, 'person.list');
  return deps.users.list(query);
}

/** Lists people as {@link listPeople}, for their administrators. @throws DomainError `forbidden` */
export async function listAccounts(deps: Deps, actor: Actor, query: UserQuery): Promise<IdPage<User>> {
  authorize(actor, 'person.administer');
  return deps.users.list(query);
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
