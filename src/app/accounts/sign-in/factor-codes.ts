import { DomainError } from '../../../domain/errors.js';
import {
  factorSealContext,
  normalizedFactorCode,
  type SecondFactor,
} from '../../../domain/accounts/second-factor.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'secondFactors' | 'authenticatorCodes' | 'sealer' | 'clock'>;

/** The kind of code that proved a second factor. */
export type FactorCodeKind = 'app' | 'recovery code';

/** Returns the confirmed second factor of a person; null for a person without one. */
export async function activeFactor(
  { secondFactors }: Pick<AppDeps, 'secondFactors'>,
  accountId: string,
): Promise<SecondFactor | null> {
  const factor = await secondFactors.find(accountId);
  return factor === null || factor.confirmedAt === null ? null : factor;
}

/**
 * Uses up a code of the app, or a recovery code.
 * @throws DomainError `unauthenticated` for one that is wrong, expired or used.
 */
export async function useFactorCode(
  deps: Deps,
  factor: SecondFactor,
  typed: string,
): Promise<FactorCodeKind> {
  const code = normalizedFactorCode(typed);
  const step = stepOf(deps, factor, code);
  if (step !== null && (await deps.secondFactors.useStep(factor.id, step))) return 'app';
  const hash = recoveryHash(deps, factor.id, code);
  if (step === null && (await deps.secondFactors.useRecoveryCode(factor.id, hash))) return 'recovery code';
  throw new DomainError(
    'unauthenticated',
    'The code is wrong or was used. Wait for the next code of your app, or enter a recovery code.',
  );
}

/**
 * Returns the time step of a code from the app; null for a wrong code.
 * @throws DomainError `forbidden` if the secret was sealed with another `JWT_SECRET`.
 */
export function stepOf(
  { authenticatorCodes, sealer, clock }: Omit<Deps, 'secondFactors'>,
  { id, sealedSecret }: SecondFactor,
  code: string,
): number | null {
  return authenticatorCodes.stepOf(secretOf(sealer, id, sealedSecret), code, clock.now());
}

function secretOf(sealer: Deps['sealer'], accountId: string, sealed: string): string {
  try {
    return sealer.open(sealed, factorSealContext(accountId));
  } catch (cause) {
    const advice = 'Ask an administrator to remove it.';
    throw new DomainError(
      'forbidden',
      `Your second factor cannot be read because the secret of this server changed. ${advice}`,
      { cause },
    );
  }
}

/**
 * Hashes a recovery code with a server key.
 * Such a code is so short that a reader of the database could try all codes.
 */
export function recoveryHash({ sealer }: Pick<AppDeps, 'sealer'>, accountId: string, code: string): string {
  return sealer.fingerprint(`recovery code of ${accountId}: ${normalizedFactorCode(code)}`);
}
