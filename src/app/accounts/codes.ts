import type { PersonRef } from '../../domain/access/actor.js';
import { addMinutes } from '../../domain/time.js';
import type { AccountEventType } from '../../domain/accounts/account-events.js';
import { accountDelivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import type { AccountMailKind } from '../../domain/accounts/mail-kinds.js';
import {
  canTry,
  CODE_MINUTES,
  purposesLike,
  TRIES_PER_CODE,
  type CodePurpose,
  type OneTimeCode,
} from '../../domain/accounts/one-time-code.js';
import { networkOf } from '../../domain/network.js';
import type { AccountChange } from '../../ports/accounts/account-repositories.js';
import type { AppDeps } from '../deps.js';
import { accountEvent, type Doer } from './account-event.js';

interface CodeRequest {
  readonly type: AccountEventType;
  readonly purpose: CodePurpose;
  readonly kind: AccountMailKind;
  readonly minutes?: number;
  /** The address that the mail goes to, to prove it. Absent for that of the account. */
  readonly newAddress?: string;
}

/** A code, the mail that carries it, and the event that sends the mail. The secret itself is made when it is sent. */
export function newCode(
  deps: Pick<AppDeps, 'clock' | 'newId'>,
  doer: Doer,
  account: PersonRef,
  { type, purpose, kind, minutes = CODE_MINUTES[purpose], newAddress }: CodeRequest,
): Required<Pick<AccountChange, 'event' | 'newCode' | 'deliveries'>> {
  const createdAt = deps.clock.now();
  const code: OneTimeCode = {
    id: deps.newId(),
    accountId: account.id,
    purpose,
    attemptsLeft: TRIES_PER_CODE,
    triesByNetwork: {},
    createdAt,
    expiresAt: addMinutes(createdAt, minutes),
    ...(newAddress === undefined ? {} : { newAddress }),
  };
  return { newCode: code, ...mailOfCode(deps, doer, account, code, { type, kind }) };
}

/** Returns the mail with an existing code, and the event that sends it. */
export function mailOfCode(
  deps: Pick<AppDeps, 'clock' | 'newId'>,
  doer: Doer,
  account: PersonRef,
  { id, newAddress }: OneTimeCode,
  { type, kind }: Pick<CodeRequest, 'type' | 'kind'>,
): Required<Pick<AccountChange, 'event' | 'deliveries'>> {
  const event = accountEvent(deps, doer, {
    type,
    account,
    details: { code_id: id },
    followUps: ['send_mails'],
  });
  const details = newAddress === undefined ? event.details : { ...event.details, new_address: newAddress };
  return { event, deliveries: [accountDelivery(event, kind, account, details)] };
}

/**
 * Writes a request for a mailed secret.
 * At the maximum it writes nothing, and the caller gets the same response.
 */
export async function commitRequest({ users }: Pick<AppDeps, 'users'>, change: AccountChange): Promise<void> {
  try {
    await users.commit(change);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'too_many_requests') throw error;
  }
}

type CodeDeps = Pick<AppDeps, 'codes' | 'sealer' | 'clock'>;

/** The live codes of a person that may still be tried from this address: to sign in, or for another purpose. */
export async function codesToTry(
  deps: CodeDeps,
  accountId: string,
  address: string,
  purpose: CodePurpose = 'sign_in',
): Promise<readonly OneTimeCode[]> {
  const network = networkName(deps, address);
  const live = await deps.codes.live(accountId, purposesLike(purpose), deps.clock.now());
  return live.filter((code) => canTry(code, network));
}

/** The network of an address, under a name that does not tell it. */
export function networkName({ sealer }: Pick<AppDeps, 'sealer'>, address: string): string {
  return sealer.fingerprint(`network that tries a code: ${networkOf(address)}`);
}
