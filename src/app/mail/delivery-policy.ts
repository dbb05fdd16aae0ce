import type { Delivery, TicketDelivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import { addMinutes } from '../../domain/time.js';
import {
  batchableKinds,
  newBatchedMail,
  batchedMailDueAt,
  isBatchable,
  minuteBefore,
  MAX_MAILS_PER_MINUTE,
} from '../../domain/mail/batched-notification.js';
import { breaksQuiet, isSwitchedOff, mailGroupOf, quietUntil } from '../../domain/accounts/mail-settings.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';
import { demandClaim } from './demand-claim.js';
import { holdBackInChat } from './hold-back-in-chat.js';
import type { UnsentState } from './unsent-state.js';
import type { MailToWrite } from './write-mail.js';

type Deps = Pick<AppDeps, 'deliveries' | 'tickets' | 'settings' | 'presences' | 'readMarks' | 'clock'>;

/** Mails with nothing but a comment. */
const COMMENT_MAILS: readonly Delivery['kind'][] = ['reply', 'comment'];

/**
 * Suppresses or postpones a claimed delivery.
 * Its comment was deleted, its recipient has switched it off, it is in quiet hours, or it is one of too many within a
 * minute. Null for a delivery to send now. What an administrator resends is only held back without its comment.
 * @throws DomainError `unavailable` while others block it.
 */
export async function applyDeliveryPolicy(
  deps: Deps,
  { delivery, recipient, ticket, comment }: MailToWrite,
): Promise<UnsentState | null> {
  if (COMMENT_MAILS.includes(delivery.kind) && comment?.deleted !== undefined) {
    demandClaim(await deps.deliveries.markSuppressed(delivery, 'Not sent: the comment was deleted.'));
    return { state: 'suppressed' };
  }
  if (delivery.isByHand === true) return null;
  if (isSwitchedOff(recipient, delivery.kind)) {
    const group = mailGroupOf(delivery.kind) ?? '';
    const reason = `Not sent: the recipient has switched off these mails (${group}).`;
    demandClaim(await deps.deliveries.markSuppressed(delivery, reason));
    return { state: 'suppressed' };
  }
  return (
    (await postponeByDelay(deps, delivery)) ??
    (await holdBackInChat(deps, { delivery, recipient, ticket, comment })) ??
    (await postponeInQuietHours(deps, delivery, recipient)) ??
    (await batchWithinMinute(deps, delivery, recipient))
  );
}

/** Its author can still change or delete the comment, and the mail is written when it is sent. */
async function postponeByDelay(deps: Deps, delivery: Delivery): Promise<UnsentState | null> {
  if (!COMMENT_MAILS.includes(delivery.kind)) return null;
  const { sendDelaySeconds } = await deps.settings.current();
  const until = addMinutes(delivery.createdAt, sendDelaySeconds / 60);
  if (until <= deps.clock.now()) return null;
  demandClaim(await deps.deliveries.postpone(delivery, until, 'Waiting for the delay of sending.'));
  return { state: 'queued', waitsUntil: until };
}

async function postponeInQuietHours(
  deps: Deps,
  delivery: Delivery,
  { quietHours }: User,
): Promise<UnsentState | null> {
  if (quietHours === null || breaksQuiet(delivery.kind)) return null;
  const until = quietUntil(quietHours, deps.clock.now());
  if (until === null || (await isUrgent(deps, delivery))) return null;
  const reason = 'Waiting for the end of the recipient’s quiet hours.';
  demandClaim(await deps.deliveries.postpone(delivery, until, reason));
  return { state: 'queued', waitsUntil: until };
}

async function isUrgent(deps: Deps, { ticketId }: Delivery): Promise<boolean> {
  const ticket = ticketId === null ? null : await deps.tickets.find(ticketId);
  return ticket?.priority === 'urgent';
}

/** Too many mails about one ticket become one mail, which waits for a minute and includes all updates. */
async function batchWithinMinute(
  deps: Deps,
  delivery: Delivery,
  recipient: User,
): Promise<UnsentState | null> {
  if (delivery.ticketId === null) return null;
  const now = deps.clock.now();
  if (delivery.kind === 'gathered') {
    const until = batchedMailDueAt(delivery);
    if (until <= now) return null;
    demandClaim(
      await deps.deliveries.postpone(delivery, until, 'Waiting for a minute to collect further updates.'),
    );
    return { state: 'queued', waitsUntil: until };
  }
  if (!isBatchable(delivery.kind)) return null;
  const batchedMail =
    (await deps.deliveries.findOpenBatchedMail(delivery)) ?? (await startBatchedMail(deps, delivery, now));
  if (batchedMail === null) return null;
  const isDone = await deps.deliveries.addToBatchedMail(
    delivery,
    batchedMail,
    batchableKinds(recipient),
    now,
  );
  if (!isDone) throw new DomainError('unavailable', 'The batched mail is already being sent.');
  return { state: 'suppressed', carriedBy: batchedMail.id };
}

async function startBatchedMail(
  deps: Deps,
  delivery: TicketDelivery,
  now: Date,
): Promise<TicketDelivery | null> {
  const count = await deps.deliveries.countAround(delivery, minuteBefore(now), now, MAX_MAILS_PER_MINUTE + 1);
  return count > MAX_MAILS_PER_MINUTE ? newBatchedMail(delivery, now) : null;
}
