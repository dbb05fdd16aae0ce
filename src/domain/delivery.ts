import type { EventDetails, TicketEvent } from './events.js';
import type { PersonRef } from './user.js';

/** The mails that Holdfast writes. */
export type DeliveryKind = 'assigned' | 'queued' | 'sla_breached';

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed';

/**
 * One effect to one recipient over one channel. It is written in the transaction of the event that causes it, and
 * claimed before it is sent: a second sender finds the claim and stays away.
 */
export interface Delivery {
  /** `<event id>.<recipient id>`: the same event never makes two, and the Message-ID is made of it. */
  readonly id: string;
  readonly ticketId: string;
  readonly eventId: string;
  readonly kind: DeliveryKind;
  /** Details of the event, for the text: a sender needs nothing else of it. */
  readonly details: EventDetails;
  readonly recipient: PersonRef;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Until when the present sender may be trusted to be alive; null when nobody sends. */
  readonly claimedUntil: Date | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** What the mail server said last: its acceptance, or the fault. */
  readonly answer: string | null;
}

/** The deliveries of one event, one for each recipient, queued. */
export function deliveriesOf(
  event: Pick<TicketEvent, 'id' | 'ticketId' | 'at' | 'details'>,
  kind: DeliveryKind,
  recipients: readonly PersonRef[],
): Delivery[] {
  const unique = new Map(recipients.map((recipient) => [recipient.id, recipient]));
  return [...unique.values()].map(({ id, name }) => ({
    id: `${event.id}.${id}`,
    ticketId: event.ticketId,
    eventId: event.id,
    kind,
    details: event.details,
    recipient: { id, name },
    state: 'queued',
    attempts: 0,
    claimedUntil: null,
    createdAt: event.at,
    sentAt: null,
    answer: null,
  }));
}

/** The Message-ID of a delivery: stable over every attempt, so that a doubled mail can be recognised as one. */
export function messageId(deliveryId: string): string {
  return `<${deliveryId}@holdfast>`;
}
