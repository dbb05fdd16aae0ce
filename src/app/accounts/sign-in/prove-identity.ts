import { DomainError } from '../../../domain/errors.js';
import type { AppDeps } from '../../deps.js';
import { accountEvent, nobody } from '../account-event.js';

export type ProofDeps = Pick<AppDeps, 'users' | 'accountEvents' | 'signInGuard' | 'clock' | 'newId'>;

/** Somebody who says that an account is theirs, and how they mean to show it. */
export interface Attempt {
  readonly email: string;
  readonly address: string;
  readonly method: 'password' | 'code' | 'change of password' | 'second factor';
}

const TRAIL = {
  unauthenticated: 'account.sign_in_failed',
  too_many_requests: 'account.sign_in_refused',
} as const;

/**
 * Lets somebody show that an account is theirs, unless that has failed too often. Failures and refusals go into the trail
 * of security.
 * @param isWhole as for the guard
 * @throws what `prove` throws; DomainError `too_many_requests`
 */
export async function proveIdentity<T>(
  deps: ProofDeps,
  attempt: Attempt,
  prove: () => Promise<T>,
  isWhole?: (proof: T) => boolean,
): Promise<T> {
  const { email, address } = attempt;
  return noteFailures(deps, attempt, () => deps.signInGuard.attempt(email, address, prove, isWhole));
}

/** The same for a second factor. */
export async function proveFactor<T>(
  deps: ProofDeps,
  { email, address }: Pick<Attempt, 'email' | 'address'>,
  prove: () => Promise<T>,
): Promise<T> {
  const attempt = { email, address, method: 'second factor' } as const;
  return noteFailures(deps, attempt, () => deps.signInGuard.attemptFactor(email, address, prove));
}

async function noteFailures<T>(
  deps: ProofDeps,
  { email, address, method }: Attempt,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (
      error instanceof DomainError &&
      (error.code === 'unauthenticated' || error.code === 'too_many_requests')
    ) {
      const account = await deps.users.findByEmail(email);
      const fact = { type: TRAIL[error.code], account, details: { method } };
      await deps.accountEvents.add(accountEvent(deps, nobody(address), fact));
    }
    throw error;
  }
}
