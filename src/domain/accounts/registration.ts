import { DomainError } from '../errors.js';
import type { CodePurpose } from './one-time-code.js';
import type { User } from './user.js';

/** The rules of self-registration. */
export interface RegistrationRules {
  readonly isOpen: boolean;
  /** Allowed mail domains, lower case; empty for any. If there are some, addresses must be verified. */
  readonly domains: readonly string[];
  /** True if every address must be proven, as in production. */
  readonly provesAddresses: boolean;
}

/**
 * @throws DomainError `forbidden` if registration is closed or the domain of the address is not allowed.
 */
export function checkRegistration({ isOpen, domains }: RegistrationRules, email: string): void {
  if (!isOpen) {
    throw new DomainError('forbidden', 'Registration is closed here. Ask an administrator for an account.');
  }
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (domains.length > 0 && !domains.includes(domain)) {
    throw new DomainError('forbidden', `Registration is open to addresses at ${domains.join(', ')} only.`);
  }
}

/** Returns true if a person must prove the address before they can sign in with a password. */
export function needsVerification({ domains, provesAddresses }: RegistrationRules): boolean {
  return provesAddresses || domains.length > 0;
}

/**
 * Returns the person after they entered a mailed code.
 * Before the address was proven, any person who knew it may have set the password. So the password is removed, unless
 * the code is from the registration that set it.
 */
export function proveAddress(user: User, purpose: CodePurpose, at: Date): User {
  if (user.emailVerifiedAt !== null) return user;
  const passwordHash = purpose === 'registration' ? user.passwordHash : null;
  return { ...user, passwordHash, emailVerifiedAt: at, version: user.version + 1 };
}
