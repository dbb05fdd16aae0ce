import { addMinutes } from '../../domain/time.js';
import { DomainError } from '../../domain/errors.js';
import {
  commentIdOf,
  ignoresMailProblem,
  ticketIdFor,
  type Delivery,
  type FormDelivery,
} from '../../domain/mail/delivery.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { NEW_USER, type User } from '../../domain/accounts/user.js';
import type { DeliveryOutcome } from '../../ports/operations/metrics.js';
import { addressedTo } from './addressed-to.js';
import { demandClaim } from './demand-claim.js';
import { applyDeliveryPolicy } from './delivery-policy.js';
import { noteAcceptedAddress, noteRefusedAddress } from './mail-problem.js';
import { noteWithinClaim } from './note-within-claim.js';
import { submitMail } from './submit-mail.js';
import type { MailToWrite } from './write-mail.js';
import { currentPerson } from '../accounts/current-person.js';
import type { AppDeps } from '../deps.js';
import type { ChangeDeps } from '../tickets/change-ticket.js';
import { noteParticipantProblem } from '../tickets/participants/note-mail-problem.js';
import { participantOf } from '../tickets/participants/participant-as-person.js';

/** The state of a delivery, and the work that is left. */
export interface SendOutcome {
  readonly deliveryId: string;
  readonly state: Delivery['state'];
  /** Until when it waits; null for one that is settled. */
  readonly waitsUntil: Date | null;
  /** The batched mail to send instead; null for a mail of its own. */
  readonly carriedBy: string | null;
}

type Deps = ChangeDeps &
  Pick<
    AppDeps,
    | 'deliveries'
    | 'categories'
    | 'tickets'
    | 'users'
    | 'formSubmissions'
    | 'codes'
    | 'mailedSecrets'
    | 'secretGenerations'
    | 'mailer'
    | 'metrics'
    | 'inbound'
    | 'settings'
    | 'presences'
    | 'readMarks'
    | 'templates'
    | 'clock'
    | 'newId'
    | 'publicUrl'
    | 'attachments'
    | 'files'
    | 'mailedFileBytes'
    | 'fileLinkDays'
  >;

/**
 * Seconds that a worker may hold a delivery.
 * Longer than any SMTP conversation, so that a second worker starts only after the first has died. Shorter than the
 * activity's timeout, so that its retry finds the claim expired.
 */
const CLAIM_SECONDS = 30;

/** Returns the end of a claim that starts now. */
export function claimedUntil(now: Date): Date {
  return addMinutes(now, CLAIM_SECONDS / 60);
}

/** Safety margin before the lease expires, to leave time to record the result. */
const NOTING_MS = 2_000;

/**
 * Sends one delivery once.
 * A repeat for a sent one does nothing. A second copy, with the same Message-ID, occurs only if the acceptance is not
 * received or recorded: the server is too slow, or a process dies. A refused address gets nothing, except for
 * {@link ignoresMailProblem}. Unwanted mails are held back: see {@link applyDeliveryPolicy}.
 * @throws DomainError `unavailable` while the mail server or another worker's claim blocks it, `delivery_rejected`
 *   for a permanent rejection, `address_refused` if it concerns the address, which is then marked; `not_found` for an
 *   unknown id.
 */
export async function sendDelivery(deps: Deps, deliveryId: string): Promise<SendOutcome> {
  return deps.mailer.withPermit(() => sendInTurn(deps, deliveryId));
}

async function sendInTurn(deps: Deps, deliveryId: string): Promise<SendOutcome> {
  const now = deps.clock.now();
  const delivery = await deps.deliveries.claim(deliveryId, now, claimedUntil(now));
  if (delivery === null) return outcomeOfUnclaimed(deps, deliveryId);
  const ticketId = ticketIdFor(delivery);
  const commentId = commentIdOf(delivery);
  const [person, ticket, comment] = await Promise.all([
    currentPerson(deps.users, delivery.recipient.id),
    ticketId === null ? null : deps.tickets.find(ticketId),
    commentId === null ? null : deps.tickets.findComment(commentId),
  ]);
  const recipient =
    delivery.kind === 'form_confirmation'
      ? await submitterOf(deps, delivery)
      : recipientOf(delivery, person, ticket);
  try {
    const sent = await sendTo(deps, { delivery, recipient, ticket, comment });
    deps.metrics.deliveryTried(delivery, toDeliveryOutcome(sent), deps.clock.now());
    return sent;
  } catch (error) {
    const outcome = await noteFault(deps, delivery, recipient, error);
    deps.metrics.deliveryTried(delivery, outcome, deps.clock.now());
    throw error;
  }
}

/** Returns the current person, or the participant without an account, at the address of the mail. */
function recipientOf(delivery: Delivery, account: User | null, ticket: Ticket | null): User | null {
  const person = account ?? (ticket === null ? null : participantOf(ticket, delivery.recipient.id));
  return person === null ? null : addressedTo(delivery, person, ticket);
}

/** The sender of a form as a person, under their address: nobody knows whether the name is theirs. */
async function submitterOf(deps: Deps, { details }: FormDelivery): Promise<User | null> {
  const form = await deps.formSubmissions.find(details.submissionId, deps.clock.now());
  if (form === null) return null;
  const { id, email, language, createdAt } = form;
  return { ...NEW_USER, id, email, name: email, language, createdAt };
}

async function sendTo(
  deps: Deps,
  { recipient, ...about }: Omit<MailToWrite, 'recipient'> & { readonly recipient: User | null },
): Promise<SendOutcome> {
  const { delivery } = about;
  if (recipient?.isActive !== true)
    throw new DomainError('delivery_rejected', 'The recipient is no longer active.');
  const { mailProblem } = recipient;
  if (mailProblem !== null && !ignoresMailProblem(delivery)) {
    const since = mailProblem.at.toISOString();
    const reason = `Not sent: the mail server has refused this address since ${since}. ${mailProblem.answer}`;
    demandClaim(await deps.deliveries.markSuppressed(delivery, reason));
    return settled(delivery, 'suppressed');
  }
  const unsent = await applyDeliveryPolicy(deps, { ...about, recipient });
  if (unsent !== null) return { ...settled(delivery, unsent.state), ...unsent };
  const answer = await submitMail(deps, { ...about, recipient }, () => withinClaim(deps, delivery));
  const sentAt = deps.clock.now();
  await noteWithinClaim(deps, delivery, async () => {
    if (mailProblem === null) return deps.deliveries.markSent(delivery.id, sentAt, answer);
    await noteForParticipant(deps, delivery, null);
    return noteAcceptedAddress(deps, delivery, recipient, answer);
  });
  return settled(delivery, 'sent');
}

/** For a mail to a person in copy. Other recipients have no participant with that id. */
async function noteForParticipant(deps: Deps, delivery: Delivery, answer: string | null): Promise<void> {
  const ticketId = ticketIdFor(delivery);
  if (ticketId === null) return;
  const problem = answer === null ? null : { at: deps.clock.now(), answer };
  await noteParticipantProblem(deps, ticketId, delivery.recipient.id, problem);
}

function withinClaim({ clock }: Deps, { claimedUntil }: Delivery): AbortSignal {
  const leftMs = (claimedUntil?.getTime() ?? 0) - clock.now().getTime() - NOTING_MS;
  // One that has stalled since it claimed the mail does not even begin: another may be sending it.
  return leftMs > 0 ? AbortSignal.timeout(leftMs) : AbortSignal.abort();
}

async function outcomeOfUnclaimed(deps: Deps, deliveryId: string): Promise<SendOutcome> {
  const delivery = await deps.deliveries.find(deliveryId);
  if (delivery === null) throw new DomainError('not_found', `There is no delivery ${deliveryId}.`);
  if (delivery.state === 'sending') {
    throw new DomainError('unavailable', 'Another worker is sending this delivery.', {
      retryAfterSeconds: CLAIM_SECONDS,
    });
  }
  return { ...settled(delivery, delivery.state), carriedBy: delivery.carriedBy ?? null };
}

function settled({ id: deliveryId }: Delivery, state: Delivery['state']): SendOutcome {
  return { deliveryId, state, waitsUntil: null, carriedBy: null };
}

function toDeliveryOutcome({ state, carriedBy, waitsUntil }: SendOutcome): DeliveryOutcome {
  if (carriedBy !== null) return 'gathered';
  if (waitsUntil !== null) return 'postponed';
  return state === 'suppressed' ? 'suppressed' : 'sent';
}

async function noteFault(
  deps: Deps,
  delivery: Delivery,
  mailed: User | null,
  error: unknown,
): Promise<'failed' | 'retried'> {
  const answer = error instanceof Error ? error.message : String(error);
  const code = error instanceof DomainError ? error.code : null;
  if (code === 'address_refused' && mailed !== null) {
    await noteForParticipant(deps, delivery, answer);
    await noteRefusedAddress(deps, delivery, mailed, answer);
  } else if (code === 'delivery_rejected') {
    await deps.deliveries.markFailed(delivery, answer);
  } else {
    await deps.deliveries.release(delivery, answer);
    return 'retried';
  }
  return 'failed';
}
