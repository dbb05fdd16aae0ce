import type { AccountEventType } from '../../domain/account-events.js';
import { accountDelivery } from '../../domain/delivery.js';
import type { AccountMailKind } from '../../domain/mail-kinds.js';
import {
  CODE_ATTEMPTS,
  CODE_MINUTES,
  type CodePurpose,
  type OneTimeCode,
} from '../../domain/one-time-code.js';
import { addMinutes } from '../../domain/sla.js';
import type { PersonRef } from '../../domain/user.js';
import type { AccountChange } from '../../ports/account-repositories.js';
import type { AppDeps } from '../deps.js';
import { accountEvent, type Doer } from './account-event.js';

interface CodeRequest {
  readonly type: AccountEventType;
  readonly purpose: CodePurpose;
  readonly kind: AccountMailKind;
  readonly minutes?: number;
}

/** A code, the mail that carries it, and the event that sends the mail. The secret itself is made when it is sent. */
export function newCode(
  deps: Pick<AppDeps, 'clock' | 'newId'>,
  doer: Doer,
  account: PersonRef,
  { type, purpose, kind, minutes = CODE_MINUTES[purpose] }: CodeRequest,
): Required<Pick<AccountChange, 'event' | 'newCode' | 'deliveries'>> {
  const createdAt = deps.clock.now();
  const code: OneTimeCode = {
    id: deps.newId(),
    accountId: account.id,
    purpose,
    attemptsLeft: CODE_ATTEMPTS,
    createdAt,
    expiresAt: addMinutes(createdAt, minutes),
  };
  const event = accountEvent(deps, doer, {
    type,
    account,
    details: { code_id: code.id },
    followUps: ['send_mails'],
  });
  return { event, newCode: code, deliveries: [accountDelivery(event, kind, account)] };
}
