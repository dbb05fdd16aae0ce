import { addMinutes } from '../../../domain/time.js';
import { z } from 'zod';
import { DomainError } from '../../../domain/errors.js';
import { FACTOR_TOKEN_MINUTES } from '../../../domain/accounts/second-factor.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { accountEvent, themselves } from '../account-event.js';
import { activeFactor, useFactorCode, type FactorCodeKind } from './factor-codes.js';
import type { Open, Proof, SessionDeps } from './open-session.js';
import { proveFactor, type ProofDeps } from './prove-identity.js';

type Deps = SessionDeps & ProofDeps & Pick<AppDeps, 'secondFactors' | 'authenticatorCodes' | 'sealer'>;

/** The answer to a password or mailed code of a person with a second factor. */
export interface FactorNeeded {
  /** Sent back with the code. Invalid once the account changes, and after {@link FACTOR_TOKEN_MINUTES}. */
  readonly factorToken: string;
  readonly expiresInSeconds: number;
}

const CONTEXT = 'sign-in that waits for a second factor';

const tokenSchema = z.object({
  accountId: z.string(),
  version: z.int(),
  method: z.enum(['password', 'code']),
  expiresAt: z.coerce.date(),
});

export function isFactorNeeded(outcome: object): outcome is FactorNeeded {
  return 'factorToken' in outcome;
}

/**
 * Opens a session for a person without a second factor.
 * Otherwise it records the verified credential and requests the factor.
 */
export async function openUnlessFactor<S extends object>(
  deps: Deps,
  user: User,
  proof: Proof,
  open: Open<S>,
): Promise<S | FactorNeeded> {
  if ((await activeFactor(deps, user.id)) === null) return open(deps, user, proof);
  const { method, address, change = {}, details = {} } = proof;
  const event = accountEvent(deps, themselves(user, address), {
    type: 'account.second_factor_asked',
    account: user,
    details: { method, ...details },
  });
  await deps.users.commit({ ...change, event });
  const { version } = change.person?.after ?? user;
  const expiresAt = addMinutes(deps.clock.now(), FACTOR_TOKEN_MINUTES);
  const claims: z.input<typeof tokenSchema> = { accountId: user.id, version, method, expiresAt };
  return {
    factorToken: deps.sealer.seal(JSON.stringify(claims), CONTEXT),
    expiresInSeconds: FACTOR_TOKEN_MINUTES * 60,
  };
}

/**
 * Completes a sign-in with the second factor: a code of the app, or a recovery code.
 * @throws DomainError `unauthenticated` for a wrong or used code, and for a forged, expired or outdated token;
 *   `too_many_requests` after too many wrong codes.
 */
export async function verifyFactor<S>(
  deps: Deps,
  { factorToken, code }: { readonly factorToken: string; readonly code: string },
  address: string,
  open: Open<S>,
): Promise<S> {
  const claims = readToken(deps, factorToken);
  const user = claims === null ? null : await deps.users.find(claims.accountId);
  const factor = user?.isActive === true ? await activeFactor(deps, user.id) : null;
  if (claims === null || user === null || factor === null || user.version !== claims.version) {
    throw new DomainError(
      'unauthenticated',
      'This sign-in has expired, or your account changed. Sign in again.',
    );
  }
  return proveFactor(deps, { email: user.email, address }, async () => {
    const kind: FactorCodeKind = await useFactorCode(deps, factor, code);
    const details = { second_factor: kind };
    return open(deps, user, { method: claims.method, address, details, hasFactor: true });
  });
}

function readToken({ sealer, clock }: Deps, token: string): z.output<typeof tokenSchema> | null {
  let text: string;
  try {
    text = sealer.open(token, CONTEXT);
  } catch {
    // Not one of ours.
    return null;
  }
  const claims = tokenSchema.parse(JSON.parse(text));
  return claims.expiresAt > clock.now() ? claims : null;
}
