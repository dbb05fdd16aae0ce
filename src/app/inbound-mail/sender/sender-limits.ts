import {
  ANSWERS_PER_HOUR,
  COMMENTS_PER_HOUR,
  REFUSALS_PER_DAY,
  REFUSALS_PER_HOUR,
  TICKETS_OF_ONE_PER_HOUR,
  TICKETS_PER_HOUR,
  type InboundRules,
} from '../../../domain/inbound-mail/inbound-rules.js';
import { answeredAddress } from '../../../domain/inbound-mail/answered-address.js';
import type { MailEffect } from '../../../ports/inbound-mail/sender-log.js';
import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';
import { senderOf } from './sender.js';

type Deps = Pick<AppDeps, 'senderLog' | 'sealer' | 'clock' | 'inbound'>;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** The effects that send a mail to the author. */
const ANSWERS: readonly MailEffect[] = ['receipt', 'told', 'refused'];

interface Limit {
  /** Effects that count together. */
  readonly effects: readonly MailEffect[];
  readonly count: number;
  readonly withinMs: number;
  /** True if it counts all senders together. */
  readonly isForAll?: boolean;
}

const limitsOf = ({
  unprovenReceiptsPerHour,
}: InboundRules): Readonly<Record<MailEffect, readonly Limit[]>> => ({
  opened: [
    { effects: ['opened'], count: TICKETS_OF_ONE_PER_HOUR, withinMs: HOUR_MS },
    { effects: ['opened'], count: TICKETS_PER_HOUR, withinMs: HOUR_MS, isForAll: true },
  ],
  receipt: [{ effects: ANSWERS, count: ANSWERS_PER_HOUR, withinMs: HOUR_MS }],
  told: [{ effects: ANSWERS, count: ANSWERS_PER_HOUR, withinMs: HOUR_MS }],
  said: [{ effects: ['said'], count: COMMENTS_PER_HOUR, withinMs: HOUR_MS }],
  refused: [
    { effects: ['refused'], count: REFUSALS_PER_DAY, withinMs: DAY_MS },
    { effects: ['refused'], count: REFUSALS_PER_HOUR, withinMs: HOUR_MS, isForAll: true },
  ],
  confirmed: [{ effects: ['confirmed'], count: unprovenReceiptsPerHour, withinMs: HOUR_MS, isForAll: true }],
});

/**
 * Returns true if a mail may have this effect, false if its sender has written so much that it must be a loop.
 * It is recorded before it is counted, and earlier ones count. So parallel mails pass in the same number as
 * sequential ones. Across all senders, every record counts, so that the limit holds for any number of workers.
 */
export async function isWithinSenderLimits(
  deps: Deps,
  { id, mail, isReleased }: Incoming,
  effect: MailEffect,
): Promise<boolean> {
  // A person has inspected it, so it is no loop.
  if (isReleased && ['opened', 'receipt', 'said'].includes(effect)) return true;
  const isAnswer = ANSWERS.includes(effect) && effect !== 'told';
  const answered = isAnswer ? answeredAddress(mail, deps.inbound.ours) : null;
  return isWithinLimits(deps, { id, address: (answered ?? senderOf(mail)).address }, effect);
}

/**
 * The same for anything with an address.
 * @param id sorts by time
 */
export async function isWithinLimits(
  deps: Deps,
  { id: mailId, address }: { readonly id: string; readonly address: string },
  effect: MailEffect,
): Promise<boolean> {
  const sender = deps.sealer.fingerprint(address);
  const at = deps.clock.now();
  await deps.senderLog.note({ mailId, effect, sender, at });
  for (const { effects, count, withinMs, isForAll = false } of limitsOf(deps.inbound)[effect]) {
    const since = new Date(at.getTime() - withinMs);
    const of = isForAll ? {} : { sender, before: mailId };
    const noted = await deps.senderLog.count({ effects, since, ...of });
    const others = isForAll ? noted - 1 : noted;
    if (others < count) continue;
    await deps.senderLog.forget(mailId, effect);
    return false;
  }
  return true;
}
