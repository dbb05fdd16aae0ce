import { DomainError } from '../errors.js';
import type { CodePurpose } from './one-time-code.js';
import type { User } from './user.js';

/** Who may make an account for themselves. */
export interface RegistrationRules {
  readonly isOpen: boolean;
  /** Mail domains, lower case; empty for any. Where there are some, addresses have to be proven. */
  readonly domains: readonly string[];
  /** True where an address has to be proven wherever it is, as in production. */
  readonly provesAddresses: boolean;
}

/** @throws DomainError `forbidden` where registration is closed or the address is of another domain. */
export function checkRegistration({ isOpen, domains }: RegistrationRules, email: string): void {
  if (!isOpen) {
    throw new DomainError('forbidden', 'Registration is closed here. Ask an administrator for an account.');
  }
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (domains.length > 0 && !domains.includes(domain)) {
    throw new DomainError('forbidden', `Registration is open to addresses at ${domains.join(', ')} only.`);
  }
}

/** True where somebody must have read mail at their address before they may sign in with a password. */
export function needsVerification({ domains, provesAddresses }: RegistrationRules): boolean {
  return provesAddresses || domains.length > 0;
}

/**
 * The person once they have typed a code that was mailed to their address. As long as nobody had proven the address, a
 * password may be anybody's who knew it: it goes, unless the code is that of the registration in which it was chosen.
 */
export function proveAddress(user: User, purpose: CodePurpose, at: Date): User {
  if (user.emailVerifiedAt !== null) return user;
  const passwordHash = purpose === 'registration' ? user.passwordHash : null;
  return { ...user, passwordHash, emailVerifiedAt: at, version: user.version + 1 };
}
