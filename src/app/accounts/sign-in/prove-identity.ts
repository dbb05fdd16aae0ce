import { DomainError } from '../../../domain/errors.js';
import type { AppDeps } from '../../deps.js';
import { accountEvent, nobody } from '../account-event.js';

export type ProofDeps = Pick<AppDeps, 'users' | 'accountEvents' | 'signInGuard' | 'clock' | 'newId'>;

/** A person who claims an account, and their method to prove it. */
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
 * Runs a proof of identity, unless too many have failed.
 * Failures and refusals become security events.
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
