import { addMinutes } from '../domain/sla.js';
import { DomainError } from '../domain/errors.js';
import {
  defiesRefusal,
  isStaffDelivery,
  type AccountDelivery,
  type Delivery,
  type StaffDelivery,
} from '../domain/delivery.js';
import type { Comment } from '../domain/ticket.js';
import type { User } from '../domain/user.js';
import type { Mail } from '../ports/mailer.js';
import { noteAcceptedAddress, noteRefusedAddress } from './deliveries/mail-problem.js';
import { noteWithinClaim } from './deliveries/note-within-claim.js';
import type { AppDeps } from './deps.js';
import { replyAddressOf } from './inbound/reply-address.js';
import { renderAccountMail } from './mails/account-mail.js';
import { ENGLISH, phrasesFor } from './mails/phrases.js';
import { renderStaffMail, ticketsNamedIn } from './mails/staff-mail.js';
import { renderTicketMail } from './mails/ticket-mail.js';

type Deps = Pick<
  AppDeps,
  | 'deliveries'
  | 'tickets'
  | 'users'
  | 'codes'
  | 'mailedSecrets'
  | 'mailer'
  | 'inbound'
  | 'clock'
  | 'newId'
  | 'publicUrl'
>;

/**
 * How long a sender may hold a delivery. Longer than any SMTP conversation may take, so that a second sender only
 * steps in when the first is dead; shorter than the activity's time-out, so that its retry finds the claim expired.
 */
export const CLAIM_SECONDS = 30;

/**
 * Sends one delivery once. A repeated call for one that is sent does nothing. Only a process that dies between the
 * server's acceptance and our note of it makes a second copy, and that has the same Message-ID. To an address that was
 * refused before nothing is sent, but for what {@link defiesRefusal}.
 * @throws DomainError `unavailable` when the mail server or another sender's claim stands in the way for now,
 *   `delivery_rejected` when the server will never take it, `address_refused` when that is for the address, which is
 *   marked then; `not_found` for an unknown id.
 */
export async function sendDelivery(deps: Deps, deliveryId: string): Promise<Delivery['state']> {
  const now = deps.clock.now();
  const delivery = await deps.deliveries.claim(deliveryId, now, addMinutes(now, CLAIM_SECONDS / 60));
  if (delivery === null) return stateOfUnclaimed(deps, deliveryId);
  const recipient = await deps.users.find(delivery.recipient.id);
  try {
    return await sendTo(deps, delivery, recipient);
  } catch (error) {
    await noteFault(deps, delivery, recipient, error);
    throw error;
  }
}

async function sendTo(deps: Deps, delivery: Delivery, recipient: User | null): Promise<Delivery['state']> {
  if (recipient?.isActive !== true) throw new DomainError('delivery_rejected', 'The recipient is gone.');
  const { mailProblem } = recipient;
  if (mailProblem !== null && !defiesRefusal(delivery)) {
    const since = mailProblem.at.toISOString();
    await deps.deliveries.markSuppressed(delivery, `Not sent: refused since ${since}. ${mailProblem.answer}`);
    return 'suppressed';
  }
  const answer = await deps.mailer.send(await mailOf(deps, delivery, recipient));
  const sentAt = deps.clock.now();
  await noteWithinClaim(deps, delivery, () =>
    mailProblem === null
      ? deps.deliveries.markSent(delivery.id, sentAt, answer)
      : noteAcceptedAddress(deps, delivery, recipient, answer),
  );
  return 'sent';
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

async function mailOf(deps: Deps, delivery: Delivery, recipient: User): Promise<Mail> {
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
    replyTo: replyAddressOf(deps, { ticketNumber: ticket.number, personId: recipient.id }),
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
  const about =
    delivery.kind === 'address_refused' ? await deps.users.find(delivery.details.accountId) : null;
  return renderStaffMail({ delivery, recipient, publicUrl: deps.publicUrl, titles, about, phrases: ENGLISH });
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

async function noteFault(deps: Deps, delivery: Delivery, mailed: User | null, error: unknown): Promise<void> {
  const answer = error instanceof Error ? error.message : String(error);
  const code = error instanceof DomainError ? error.code : null;
  if (code === 'address_refused' && mailed !== null) {
    await noteRefusedAddress(deps, delivery, mailed, answer);
  } else if (code === 'delivery_rejected') await deps.deliveries.markFailed(delivery.id, answer);
  else await deps.deliveries.release(delivery.id, answer);
}
