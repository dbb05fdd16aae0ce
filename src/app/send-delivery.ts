import { addMinutes } from '../domain/sla.js';
import { DomainError } from '../domain/errors.js';
import {
  isStaffDelivery,
  type AccountDelivery,
  type Delivery,
  type StaffDelivery,
} from '../domain/delivery.js';
import type { Comment } from '../domain/ticket.js';
import type { User } from '../domain/user.js';
import type { Mail } from '../ports/mailer.js';
import type { AppDeps } from './deps.js';
import { renderAccountMail } from './mails/account-mail.js';
import { ENGLISH, phrasesFor } from './mails/phrases.js';
import { renderStaffMail, ticketsNamedIn } from './mails/staff-mail.js';
import { renderTicketMail } from './mails/ticket-mail.js';

type Deps = Pick<
  AppDeps,
  'deliveries' | 'tickets' | 'users' | 'codes' | 'mailedSecrets' | 'mailer' | 'clock' | 'publicUrl'
>;

/**
 * How long a sender may hold a delivery. Longer than any SMTP conversation may take, so that a second sender only
 * steps in when the first is dead; shorter than the activity's time-out, so that its retry finds the claim expired.
 */
export const CLAIM_SECONDS = 30;

/**
 * Sends one delivery once. A repeated call for one that is sent does nothing. Only a process that dies between the
 * server's acceptance and our note of it makes a second copy, and that has the same Message-ID.
 * @throws DomainError `unavailable` when the mail server or another sender's claim stands in the way for now,
 *   `delivery_rejected` when the server will never take it; `not_found` for an unknown id.
 */
export async function sendDelivery(deps: Deps, deliveryId: string): Promise<Delivery['state']> {
  const now = deps.clock.now();
  const delivery = await deps.deliveries.claim(deliveryId, now, addMinutes(now, CLAIM_SECONDS / 60));
  if (delivery === null) return stateOfUnclaimed(deps, deliveryId);
  try {
    const answer = await deps.mailer.send(await mailOf(deps, delivery));
    await deps.deliveries.markSent(deliveryId, deps.clock.now(), answer);
    return 'sent';
  } catch (error) {
    await noteFault(deps, deliveryId, error);
    throw error;
  }
}

async function stateOfUnclaimed(deps: Deps, deliveryId: string): Promise<Delivery['state']> {
  const delivery = await deps.deliveries.find(deliveryId);
  if (delivery === null) throw new DomainError('not_found', `There is no delivery ${deliveryId}.`);
  if (delivery.state === 'sending') {
    throw new DomainError('unavailable', 'Another sender holds this delivery.', {
      retryAfterSeconds: CLAIM_SECONDS,
    });
  }
  return delivery.state;
}

async function mailOf(deps: Deps, delivery: Delivery): Promise<Mail> {
  const recipient = await deps.users.find(delivery.recipient.id);
  if (recipient?.isActive !== true) throw new DomainError('delivery_rejected', 'The recipient is gone.');
  if (isStaffDelivery(delivery)) return staffMailOf(deps, delivery, recipient);
  if (delivery.ticketId === null) return accountMailOf(deps, delivery, recipient);
  const { comment_id: commentId, own_ticket: ownTicket } = delivery.details;
  const [ticket, comment] = await Promise.all([
    deps.tickets.find(typeof ownTicket === 'string' ? ownTicket : delivery.ticketId),
    typeof commentId === 'string' ? saidPublicly(deps, commentId) : null,
  ]);
  if (ticket === null) throw new DomainError('delivery_rejected', 'The ticket is gone.');
  const { publicUrl, mailedSecrets } = deps;
  return renderTicketMail({
    delivery,
    ticket,
    comment,
    recipient,
    publicUrl,
    mailedSecrets,
    phrases: phrasesFor(recipient, ticket),
  });
}

async function saidPublicly(deps: Deps, commentId: string): Promise<Comment> {
  const comment = await deps.tickets.findComment(commentId);
  if (comment?.isInternal !== false) throw new DomainError('delivery_rejected', 'What was said is gone.');
  return comment;
}

async function staffMailOf(deps: Deps, delivery: StaffDelivery, recipient: User): Promise<Mail> {
  const standings = await deps.tickets.standings(ticketsNamedIn(delivery));
  const titles = new Map([...standings].map(([number, { title }]) => [number, title]));
  return renderStaffMail({ delivery, recipient, publicUrl: deps.publicUrl, titles, phrases: ENGLISH });
}

/** The secret is made now and goes nowhere but into the mail; one that would come too late is not sent. */
async function accountMailOf(deps: Deps, delivery: AccountDelivery, recipient: User): Promise<Mail> {
  const code = await deps.codes.find(String(delivery.details['code_id']));
  if (code === null || code.expiresAt <= deps.clock.now()) {
    throw new DomainError('delivery_rejected', 'The code was used or has expired.');
  }
  const { publicUrl, mailedSecrets } = deps;
  return renderAccountMail({ delivery, recipient, code, publicUrl, mailedSecrets, phrases: ENGLISH });
}

async function noteFault(deps: Deps, deliveryId: string, error: unknown): Promise<void> {
  const answer = error instanceof Error ? error.message : String(error);
  const isFinal = error instanceof DomainError && error.code === 'delivery_rejected';
  await (isFinal
    ? deps.deliveries.markFailed(deliveryId, answer)
    : deps.deliveries.release(deliveryId, answer));
}
