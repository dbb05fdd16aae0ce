import { accountDelivery } from '../../../domain/mail/delivery.js';
import { DomainError } from '../../../domain/errors.js';
import { authorize, can } from '../../../domain/access/permissions.js';
import {
  factorSealContext,
  mustHaveFactor,
  normalizedFactorCode,
  RECOVERY_CODES,
} from '../../../domain/accounts/second-factor.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { personNotFound } from '../read-people.js';
import { accountEvent, type Doer } from '../account-event.js';
import type { SignedIn } from '../authenticate.js';
import { activeFactor, recoveryHash, stepOf, useFactorCode } from './factor-codes.js';
import { proveOwnPassword } from '../passwords.js';
import { proveFactor, type ProofDeps } from './prove-identity.js';
import { readMe } from './sign-in.js';

type Deps = ProofDeps & Pick<AppDeps, 'secondFactors' | 'authenticatorCodes' | 'sealer' | 'hasher'>;

/** The state of a person's second factor. */
export interface FactorState {
  readonly addedAt: Date | null;
  readonly recoveryCodesLeft: number;
  /** Whether people with this role need one here. */
  readonly isRequired: boolean;
}

/** One's own second factor. @throws DomainError `forbidden` */
export async function readFactor(
  deps: Pick<AppDeps, 'secondFactors' | 'factorRule'>,
  actor: SignedIn,
): Promise<FactorState> {
  authorize(actor, 'second_factor.manage');
  const factor = await activeFactor(deps, actor.id);
  return {
    addedAt: factor?.confirmedAt ?? null,
    recoveryCodesLeft: factor?.recoveryHashes.length ?? 0,
    isRequired: mustHaveFactor(deps.factorRule, actor.role),
  };
}

/**
 * Starts the setup of an authenticator app.
 * Sign-ins need it only after {@link confirmFactor}. A repeat starts again.
 * @param password the current one; not needed by people without a password
 * @throws DomainError `forbidden` for a program, `invalid_input` for a wrong password, `duplicate` if a factor
 *   exists.
 */
export async function proposeFactor(
  deps: Deps,
  actor: SignedIn,
  password: string | undefined,
  address: string,
): Promise<{ readonly secret: string; readonly uri: string }> {
  authorize(actor, 'second_factor.manage');
  const user = await readMe(deps, actor);
  // A person with an open session must not lock the owner out.
  if (user.passwordHash !== null) await proveOwnPassword(deps, user, password ?? '', address);
  const secret = deps.authenticatorCodes.newSecret();
  await deps.secondFactors.propose({
    id: user.id,
    sealedSecret: deps.sealer.seal(secret, factorSealContext(user.id)),
    confirmedAt: null,
    lastStep: 0,
    recoveryHashes: [],
  });
  return { secret, uri: deps.authenticatorCodes.uri(secret, user.email) };
}

/**
 * Confirms the set-up with a code from the app.
 * Every later sign-in requires a code. The person's other sessions end, because they were opened without one.
 * @returns the recovery codes, which are shown only now
 * @throws DomainError `invalid_input` if no set-up is pending, and for a wrong code; `too_many_requests`.
 */
export async function confirmFactor(
  deps: Deps,
  actor: SignedIn,
  code: string,
  address: string,
): Promise<readonly string[]> {
  authorize(actor, 'second_factor.manage');
  const user = await readMe(deps, actor);
  const factor = await deps.secondFactors.find(user.id);
  if (factor?.confirmedAt !== null) {
    throw new DomainError(
      'invalid_input',
      'No second factor is being set up. Start with POST /auth/factors/totp.',
    );
  }
  const step = await orInvalid(() =>
    proveFactor(deps, { email: user.email, address }, () => {
      const found = stepOf(deps, factor, normalizedFactorCode(code));
      if (found === null) throw new DomainError('unauthenticated', 'The code is wrong.');
      return Promise.resolve(found);
    }),
  );
  const codes = Array.from({ length: RECOVERY_CODES }, () => deps.authenticatorCodes.newRecoveryCode());
  const event = accountEvent(
    deps,
    { actor, address },
    { type: 'account.second_factor_added', account: user, followUps: ['send_mails'] },
  );
  await deps.users.commit({
    confirmedFactor: {
      ...factor,
      confirmedAt: deps.clock.now(),
      lastStep: step,
      recoveryHashes: codes.map((each) => recoveryHash(deps, user.id, each)),
    },
    ...(actor.sessionId === null ? {} : { factorSession: actor.sessionId }),
    endedSessionsOf: { accountId: user.id, except: actor.sessionId },
    event,
    deliveries: [accountDelivery(event, 'second_factor_added', user)],
  });
  return codes;
}

/**
 * Removes the actor's own second factor, with one of its codes or a recovery code.
 * @throws DomainError `invalid_input` without a factor, and for a wrong code; `too_many_requests`.
 */
export async function removeOwnFactor(
  deps: Deps,
  actor: SignedIn,
  code: string,
  address: string,
): Promise<void> {
  authorize(actor, 'second_factor.manage');
  const user = await readMe(deps, actor);
  const factor = await activeFactor(deps, user.id);
  if (factor === null) throw new DomainError('invalid_input', 'You have no second factor.');
  await orInvalid(() =>
    proveFactor(deps, { email: user.email, address }, () => useFactorCode(deps, factor, code)),
  );
  await removeFactor(deps, { actor, address }, user);
}

/**
 * Removes the second factor of a person who has lost phone and recovery codes.
 * Does nothing without a factor.
 * @throws DomainError `forbidden`; `not_found` for an unknown person.
 */
export async function removeFactorOf(
  deps: Pick<Deps, 'users' | 'secondFactors' | 'clock' | 'newId'>,
  doer: Doer,
  accountId: string,
): Promise<void> {
  const user = await deps.users.find(accountId);
  if (user === null || user.erasedAt !== null || !can(doer.actor, 'person.read', user)) {
    throw personNotFound(accountId);
  }
  authorize(doer.actor, 'person.administer');
  if ((await deps.secondFactors.find(accountId)) !== null) await removeFactor(deps, doer, user);
}

async function removeFactor(
  deps: Pick<Deps, 'users' | 'clock' | 'newId'>,
  doer: Doer,
  user: User,
): Promise<void> {
  const event = accountEvent(deps, doer, {
    type: 'account.second_factor_removed',
    account: user,
    followUps: ['send_mails'],
  });
  await deps.users.commit({
    removedFactorOf: user.id,
    event,
    deliveries: [accountDelivery(event, 'second_factor_removed', user)],
  });
}

/** A wrong code of a signed-in person is an input fault: their session continues. */
async function orInvalid<T>(prove: () => Promise<T>): Promise<T> {
  try {
    return await prove();
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.code !== 'unauthenticated') throw cause;
    const faults = [{ path: 'code', message: 'is wrong or was used' }];
    throw new DomainError('invalid_input', 'The second factor was not changed.', { faults, cause });
  }
}
