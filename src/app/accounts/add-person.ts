import { DomainError } from '../../domain/errors.js';
import type { User } from '../../domain/accounts/user.js';
import type { AccountChange } from '../../ports/accounts/account-repositories.js';
import type { AppDeps } from '../deps.js';

/**
 * Writes a new account.
 * Idempotent by id: a repeat changes nothing and returns the account.
 * @throws DomainError `duplicate` if another account has the address.
 */
export async function addPerson(
  deps: Pick<AppDeps, 'users'>,
  user: User,
  effects: Pick<AccountChange, 'event' | 'newCode' | 'deliveries'>,
): Promise<User> {
  try {
    await deps.users.commit({ person: { before: null, after: user }, ...effects });
    return user;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'duplicate') throw error;
    const there = await deps.users.find(user.id);
    if (there === null) throw error;
    return there;
  }
}
