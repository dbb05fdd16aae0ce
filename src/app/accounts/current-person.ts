import { isMergedAway } from '../../domain/accounts/person-merge.js';
import type { User } from '../../domain/accounts/user.js';
import type { UserRepository } from '../../ports/accounts/account-repositories.js';

/** Merges to follow at most: more than a day of work of one manager, and a bound on reads. */
const MAX_MERGES = 20;

/** The person of an id that was noted earlier: after a merge, that is the other person. */
export async function currentPerson(users: Pick<UserRepository, 'find'>, id: string): Promise<User | null> {
  let person = await users.find(id);
  for (let hop = 0; hop < MAX_MERGES && person?.merge != null && isMergedAway(person); hop += 1) {
    person = await users.find(person.merge.intoId);
  }
  return person;
}

/** The accounts that were merged into a person, directly or through another account. */
export async function mergedAccounts(
  users: Pick<UserRepository, 'listMergedInto'>,
  id: string,
): Promise<readonly User[]> {
  const found: User[] = [];
  for (let ids: readonly string[] = [id]; ids.length > 0;) {
    const next = await users.listMergedInto(ids);
    const known = new Set([id, ...found.map((each) => each.id)]);
    const fresh = next.filter((each) => !known.has(each.id));
    found.push(...fresh);
    ids = fresh.map((each) => each.id);
  }
  return found;
}
