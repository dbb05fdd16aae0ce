import type { PersonRef } from '../access/actor.js';
import type { SweepReport } from '../sweep-report.js';
import type { EventDetails } from '../event-details.js';
import { addDays } from '../time.js';
import type { Digest } from './digest.js';
import {
  ACCOUNT_MAIL_KINDS,
  STAFF_MAIL_KINDS,
  type AccountMailKind,
  type TicketMailKind,
} from '../accounts/mail-kinds.js';
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
   * What the text needs to know, of the event or said with the notice: `comment_id` for what somebody has said,
   * `own_ticket` for the id of the recipient's ticket where that is another one.
   */
  readonly details: EventDetails;
  /** When that happened which it tells of, also when it tells of it once more: links in it are bound to this instant. */
  readonly eventAt: Date;
  readonly recipient: PersonRef;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Until when the present sender may be trusted to be alive; null when nobody sends. */
  readonly claimedUntil: Date | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** What the mail server said last: its acceptance, or the fault; or why it was not asked. */
  readonly answer: string | null;
  /** Until when it waits, by the last sender's word; it stays there while it is being sent. Null for one that does not. */
  readonly notBefore?: Date | null;
  /** The delivery that tells of it instead; null for one that speaks for itself. */
  readonly carriedBy?: string | null;
  /** True where an administrator sends it once more: it goes to a refused address too, and at any time. */
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

/** A mail about how the desk stands on a day. */
export interface DigestDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'daily_digest';
  readonly ticketId: null;
  readonly details: Digest;
}

/** A mail about somebody whom no mail reaches. */
export interface AddressDelivery extends Omit<DeliveryRecord, 'details'> {
  readonly kind: 'address_refused';
  readonly ticketId: null;
  readonly details: { readonly accountId: string };
}

/** A mail to those who look after all tickets. It belongs to no ticket, and to no account of its reader's. */
export type StaffDelivery = SweepDelivery | DigestDelivery | AddressDelivery;

export type Delivery = TicketDelivery | AccountDelivery | StaffDelivery;

/** What tells one claim from any later one: the state stays with the sender for as long as nobody has claimed it anew. */
export type DeliveryClaim = Pick<Delivery, 'id' | 'attempts' | 'claimedUntil'>;

/** Since when it could have gone out. */
export function dueAt({ notBefore, createdAt }: Pick<Delivery, 'notBefore' | 'createdAt'>): Date {
  return notBefore ?? createdAt;
}

/**
 * True for one that was tried for as long as mails are tried (a day) and is neither sent nor refused: nobody tries it by
 * itself any more, unless its ticket is looked at once more.
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
 * True for what is tried although the address was refused: what an administrator sends by hand, and mails about accounts.
 * Somebody has just asked for most of them and waits. They are few, and show when the address works again.
 */
export function defiesRefusal(delivery: Delivery): boolean {
  return delivery.isByHand === true || ACCOUNT_MAIL_KINDS.some((kind) => kind === delivery.kind);
}

/** The news that an address was refused, queued, for each of those who can do something about it. */
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

type Cause = Pick<TicketEvent, 'id' | 'at' | 'details'>;

/** Whom an event of a ticket is told, and how. */
export interface Notice {
  readonly kind: TicketMailKind;
  readonly recipients: readonly PersonRef[];
  /** In place of the event's own, of which the recipient may not know everything. */
  readonly details?: EventDetails;
}

/** The deliveries of one event of a ticket, queued: one for each recipient, by the first notice that names them. */
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

/** The delivery of one event of an account to its owner, queued. `details` are the event's own unless given. */
export function accountDelivery(
  event: Cause,
  kind: AccountMailKind,
  owner: PersonRef,
  details: EventDetails = event.details,
): AccountDelivery {
  return { ...queuedDelivery(event, owner), kind, details, ticketId: null };
}

/** The id of the ticket under which a mail speaks to its recipient, which may be one of theirs that was merged; null for none. */
export function ticketIdFor({ ticketId, details }: Delivery): string | null {
  const own = 'own_ticket' in details ? details['own_ticket'] : null;
  return ticketId !== null && typeof own === 'string' ? own : ticketId;
}

/** Where a mail goes in place of the person's address, of which it says that it was changed; null for all others. */
export function formerAddress({ kind, details }: Delivery): string | null {
  if (kind !== 'address_changed' || !('former_address' in details)) return null;
  const { former_address: address } = details;
  return typeof address === 'string' ? address : null;
}

/** What another delivery said, to the same person once more, because of `event`. */
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

/** The same for the same day and reader, so that nobody ever gets two. */
export function digestDeliveryId(day: string, reader: Pick<PersonRef, 'id'>): string {
  return `${digestId(day)}.${reader.id}`;
}

function digestId(day: string): string {
  return timeOrdered(new Date(day), `digest-${day}`);
}

/** An id that begins as a UUIDv7 of that instant would, so that it lies among those in the order of time. */
export function timeOrdered(at: Date, name: string): string {
  const ms = at.getTime().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-${name}`;
}

/** What all deliveries begin with. */
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
  };
}

/** What all mails about a ticket name as the message they go back to, so that mail programs show them together. */
export function ticketThreadId({ id }: { readonly id: string }): string {
  return `<ticket.${id}@holdfast>`;
}

/** What the mark in the Message-ID of a delivery is derived from. */
export function messageMarkId(deliveryId: string): string {
  return linkId('message', deliveryId);
}

/**
 * The Message-ID of a delivery: stable over every attempt, so that a doubled mail can be recognised as one. Ids of
 * deliveries are no secret: the mark proves that whoever names the mail has seen it. `ownIdOf` is the way back.
 */
export function messageId(deliveryId: string, mark: Uint8Array): string {
  const proof = Array.from(mark, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `<${deliveryId}.${proof}@holdfast>`;
}
