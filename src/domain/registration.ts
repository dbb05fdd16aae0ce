import { DomainError } from './errors.js';

/** Who may make an account for themselves. */
export interface RegistrationRules {
  readonly isOpen: boolean;
  /** Mail domains, lower case; empty for any. Where there are some, an address counts once its owner has read mail at it. */
  readonly domains: readonly string[];
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
export function needsVerification({ domains }: RegistrationRules): boolean {
  return domains.length > 0;
}
