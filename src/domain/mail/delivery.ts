import type { PersonRef } from '../access/actor.js';
import type { SweepReport } from '../sweep-report.js';
import type { EventDetails } from '../event-details.js';
import { addDays } from '../time.js';
import type { Digest } from './digest.js';
import {
  ACCOUNT_MAIL_KINDS,
  STAFF_MAIL_KINDS,
  type AccountMailKind,
  type MailKind,
  type TicketMailKind,
} from '../accounts/mail-kinds.js';
import type { MailProblem } from '../participants.js';
import type { TicketEvent } from '../tickets/events.js';
import { linkId } from '../tickets/signed-links/mailed-links.js';

export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'failed', 'suppressed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * One effect to one recipient over one channel. It is written in the transaction of the event that causes it, and
 * claimed before it is sent: a second sender finds the claim and stays away.
 */
interface DeliveryRecord {
  /** `<event id>.<recipient id>`: the same event never makes two, and the Message-ID is made of it. */
  readonly id: string;
  readonly eventId: string;
  /**
   * Data of the event or the notice for the text:
   * `comment_id` of a comment, `own_ticket` for the id of the recipient's own ticket if it is another one.
   */
  readonly details: EventDetails;
  /** The time of the event, also for a resent mail: links in the mail are bound to this instant. */
  readonly eventAt: Date;
  readonly recipient: PersonRef;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** The end of the current worker's claim; null without one. */
  readonly claimedUntil: Date | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** The last answer of the mail server, or the reason why it was not contacted. */
  readonly answer: string | null;
  /** Until when it waits, by the last sender's word; it stays there while it is being sent. Null for one that does not. */
  readonly notBefore?: Date | null;
  /** The batched mail that covers this one; null for a mail of its own. */
  readonly carriedBy?: string | null;
  /** Set once a mail server has returned the accepted mail: since when, and the status of its report. */
  readonly returned?: MailProblem | null;
  /** True if an administrator resends it: also to a refused address, and at any time. */
  readonly isByHand?: boolean;
}

/** A mail about a ticket. */
export interface TicketDelivery extends DeliveryRecord {
  readonly kind: TicketMailKind;
  readonly ticketId: string;
}

/** A mail about an account, to its owner. */
export interface AccountDelivery extends DeliveryRecord {
  readonly kind: AccountMailKind;
  readonly ticketId: null;
}

/** A mail about what a repair sweep has found and done. */
export interface SweepDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'tickets_repaired';
  readonly ticketId: null;
  readonly details: SweepReport;
}

/** The daily digest. */
export interface DigestDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'daily_digest';
  readonly ticketId: null;
  readonly details: Digest;
}

/** A mail about a person whose address is rejected. */
export interface AddressDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'address_refused';
  readonly ticketId: null;
  readonly details: { readonly accountId: string };
}

/** A reminder to review an article. */
export interface ReviewDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'article_review';
  readonly ticketId: null;
  /** `reviewBy` is a day, `YYYY-MM-DD`. */
  readonly details: { readonly articleId: string; readonly title: string; readonly reviewBy: string };
}

/** A mail about a webhook that Holdfast has disabled. */
export interface WebhookMailDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'webhook_disabled';
  readonly ticketId: null;
  /** `reason` is `gone` or `failing`. */
  readonly details: { readonly webhookId: string; readonly host: string; readonly reason: string };
}

/** The link with which the sender of a public form confirms it. Its recipient is the form, which has the address. */
export interface FormDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'form_confirmation';
  readonly ticketId: null;
  readonly details: { readonly submissionId: string };
}

/** A mail to staff that belongs to no ticket and no account. */
export type StaffDelivery =
  | SweepDelivery
  | DigestDelivery
  | AddressDelivery
  | ReviewDelivery
  | WebhookMailDelivery;

export type Delivery = TicketDelivery | AccountDelivery | StaffDelivery | FormDelivery;

/** Identifies a claim: the worker owns the state until another worker claims the delivery. */
export type DeliveryClaim = Pick<Delivery, 'id' | 'attempts' | 'claimedUntil'>;

/** Returns since when the mail could have been sent. */
export function dueAt({ notBefore, createdAt }: Pick<Delivery, 'notBefore' | 'createdAt'>): Date {
  return notBefore ?? createdAt;
}

/**
 * Returns true for a delivery that was retried for a day without success or refusal.
 * It is not retried automatically, unless its ticket is checked again.
 */
export function isGivenUp(delivery: Delivery, now: Date): boolean {
  const { state, attempts, claimedUntil } = delivery;
  if ((state !== 'queued' && state !== 'sending') || attempts === 0) return false;
  return (claimedUntil === null || claimedUntil <= now) && dueAt(delivery) <= addDays(now, -1);
}

export function isStaffDelivery(delivery: Delivery): delivery is StaffDelivery {
  return STAFF_MAIL_KINDS.some((kind) => kind === delivery.kind);
}

/**
 * Returns true for mails that are sent to a refused address:
 * mails that an administrator resends, and mails about accounts. A person has just requested most of them. They are
 * few, and show when the address works again.
 */
export function ignoresMailProblem(delivery: Delivery): boolean {
  return delivery.isByHand === true || ACCOUNT_MAIL_KINDS.some((kind) => kind === delivery.kind);
}

/** Returns the queued mails about a refused address, for each person who can fix it. */
export function addressDeliveries(
  event: { readonly id: string; readonly at: Date },
  { id: accountId }: PersonRef,
  recipients: readonly PersonRef[],
): AddressDelivery[] {
  return recipients.map((recipient) => ({
    ...queuedDelivery(event, recipient),
    kind: 'address_refused',
    details: { accountId },
    ticketId: null,
  }));
}

/** Returns the queued mails about a disabled webhook, one for each recipient. */
export function webhookDeliveries(
  event: { readonly id: string; readonly at: Date },
  details: WebhookMailDelivery['details'],
  recipients: readonly PersonRef[],
): WebhookMailDelivery[] {
  return recipients.map((recipient) => ({
    ...queuedDelivery(event, recipient),
    kind: 'webhook_disabled',
    details,
    ticketId: null,
  }));
}

/** Returns the queued confirmation of a form. */
export function formDelivery(
  event: { readonly id: string; readonly at: Date; readonly account: PersonRef | null },
  submissionId: string,
): FormDelivery {
  const recipient = event.account ?? { id: submissionId, name: '' };
  return {
    ...queuedDelivery(event, recipient),
    kind: 'form_confirmation',
    details: { submissionId },
    ticketId: null,
  };
}

/** The reminder of an article's review day to one reader. The same day gives the same id. */
export function reviewDelivery(
  { id, title, reviewBy }: { readonly id: string; readonly title: string; readonly reviewBy: string },
  at: Date,
  reader: PersonRef,
): ReviewDelivery {
  return {
    ...queuedDelivery({ id: timeOrdered(new Date(reviewBy), `review-${id}`), at }, reader),
    kind: 'article_review',
    details: { articleId: id, title, reviewBy },
    ticketId: null,
  };
}

type Cause = Pick<TicketEvent, 'id' | 'at' | 'details'>;

/** The recipients of an event of a ticket, and the kind of their mail. */
export interface Notice {
  readonly kind: TicketMailKind;
  readonly recipients: readonly PersonRef[];
  /** Replaces the details of the event, which the recipient may not fully know. */
  readonly details?: EventDetails;
}

/**
 * Returns the queued deliveries of a ticket event:
 * one per recipient, by the first notice that names them.
 */
export function ticketDeliveries(
  event: Cause & Pick<TicketEvent, 'ticketId'>,
  notices: readonly Notice[],
): TicketDelivery[] {
  const byRecipient = new Map<string, TicketDelivery>();
  for (const { kind, recipients, details = event.details } of notices) {
    for (const recipient of recipients) {
      if (byRecipient.has(recipient.id)) continue;
      const { ticketId } = event;
      byRecipient.set(recipient.id, { ...queuedDelivery(event, recipient), kind, details, ticketId });
    }
  }
  return [...byRecipient.values()];
}

/** Queues the delivery of an account event to its owner. `details` default to those of the event. */
export function accountDelivery(
  event: Cause,
  kind: AccountMailKind,
  owner: PersonRef,
  details: EventDetails = event.details,
): AccountDelivery {
  return { ...queuedDelivery(event, owner), kind, details, ticketId: null };
}

/**
 * Returns the id of the ticket that a mail shows to its recipient, which may be their own merged ticket; null for
 * none.
 */
export function ticketIdFor({ ticketId, details }: Delivery): string | null {
  const own = 'own_ticket' in details ? details['own_ticket'] : null;
  return ticketId !== null && typeof own === 'string' ? own : ticketId;
}

/** Returns the id of the comment that a mail is about; null for none. */
export function commentIdOf({ details }: Delivery): string | null {
  const id = 'comment_id' in details ? details['comment_id'] : null;
  return typeof id === 'string' ? id : null;
}

/**
 * Returns the recipient address of a mail that does not go to the address of the account: a former one, or one that
 * the person wants to add. Null for other mails.
 */
export function otherRecipientAddress({ kind, details }: Delivery): string | null {
  const name = ADDRESS_IN[kind];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(details);
  const address = entries.find(([key]) => key === name)?.[1];
  return typeof address === 'string' ? address : null;
}

/** The detail with this address. */
const ADDRESS_IN: Readonly<Partial<Record<MailKind, string>>> = {
  address_changed: 'former_address',
  people_merged: 'former_address',
  address_code: 'new_address',
};

/** Returns a delivery that repeats another one to the same person because of `event`. */
export function redelivery(event: Pick<Cause, 'id' | 'at'>, original: Delivery): Delivery {
  return { ...original, ...queuedDelivery(event, original.recipient), eventAt: original.eventAt };
}

/** The deliveries of the report of a sweep, one for each recipient, queued. */
export function sweepDeliveries(
  sweep: { readonly id: string; readonly at: Date; readonly details: SweepReport },
  recipients: readonly PersonRef[],
): SweepDelivery[] {
  return recipients.map((recipient) => ({
    ...queuedDelivery(sweep, recipient),
    kind: 'tickets_repaired',
    details: sweep.details,
    ticketId: null,
  }));
}

/** The digest of a day, `YYYY-MM-DD`, to one of its readers. */
export function digestDelivery(day: string, at: Date, details: Digest, reader: PersonRef): DigestDelivery {
  return {
    ...queuedDelivery({ id: digestId(day), at }, reader),
    kind: 'daily_digest',
    details,
    ticketId: null,
  };
}

/** Returns the same id for the same day and reader, so that each gets one digest. */
export function digestDeliveryId(day: string, reader: Pick<PersonRef, 'id'>): string {
  return `${digestId(day)}.${reader.id}`;
}

function digestId(day: string): string {
  return timeOrdered(new Date(day), `digest-${day}`);
}

/** Returns an id with the prefix of a UUIDv7 of that instant, so that it sorts by time. */
export function timeOrdered(at: Date, name: string): string {
  const ms = at.getTime().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-${name}`;
}

/** Returns the initial fields of every delivery. */
export function queuedDelivery(
  event: Pick<Cause, 'id' | 'at'>,
  { id, name }: PersonRef,
): Omit<DeliveryRecord, 'details'> {
  return {
    id: `${event.id}.${id}`,
    eventId: event.id,
    eventAt: event.at,
    recipient: { id, name },
    state: 'queued',
    attempts: 0,
    claimedUntil: null,
    createdAt: event.at,
    sentAt: null,
    answer: null,
    notBefore: null,
    carriedBy: null,
    returned: null,
  };
}

/**
 * Returns the Message-ID of a ticket's thread.
 * All its mails refer to it, so mail programs show them together.
 */
export function ticketThreadId({ id }: { readonly id: string }): string {
  return `<ticket.${id}@holdfast>`;
}

/** Returns the id from which the signature in a Message-ID is derived. */
export function messageMarkId(deliveryId: string): string {
  return linkId('message', deliveryId);
}

/**
 * Returns the Message-ID of a delivery:
 * stable over all attempts, so that a repeated mail is recognized. Delivery ids are not secret. The signature proves
 * that a person who names the mail has seen it. `ownIdOf` parses it.
 */
export function messageId(deliveryId: string, mark: Uint8Array): string {
  const proof = Array.from(mark, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `<${deliveryId}.${proof}@holdfast>`;
}
