import { DomainError } from '../../domain/errors.js';
import { faultOfPassword } from '../../domain/accounts/password.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';

/**
 * Hashes a new password.
 * @param path its path in the input
 * @throws DomainError `invalid_input` for a password that is easy to guess.
 */
export async function hashNewPassword(
  { hasher, commonPasswords }: Pick<AppDeps, 'hasher' | 'commonPasswords'>,
  password: string,
  person: Pick<User, 'email' | 'name'>,
  path = 'password',
): Promise<string> {
  const fault = faultOfPassword(password, person, (folded) => commonPasswords.has(folded));
  if (fault !== null) {
    throw new DomainError('invalid_input', `The password ${fault}`, { faults: [{ path, message: fault }] });
  }
  return hasher.hash(password);
}
