import type { Delivery, DeliveryClaim, DeliveryState, TicketDelivery } from '../../domain/mail/delivery.js';
import type { TicketMailKind } from '../../domain/accounts/mail-kinds.js';
import type { IdPage, PageRequest } from '../paging.js';

/** Filters of a list of deliveries; all given ones must hold. */
export interface DeliveryQuery extends PageRequest {
  readonly states?: readonly DeliveryState[];
  readonly kinds?: readonly Delivery['kind'][];
  readonly recipientId?: string;
  readonly ticketId?: string;
}

/**
 * What must be sent: written with the change that causes it, and worked off by the mail queue. A sender ends only what it
 * still holds: where another one has claimed the delivery since, what ends a claim does nothing and gives false.
 */
export interface DeliveryRepository {
  /** Adds those that are not there yet: for mails that belong to no change. */
  addMissing(deliveries: readonly Delivery[]): Promise<void>;
  find(id: string): Promise<Delivery | null>;
  /** Newest first. */
  list(query: DeliveryQuery): Promise<IdPage<Delivery>>;
  /** Ids of what is still to be sent for a ticket. */
  unsent(ticketId: string): Promise<readonly string[]>;
  /** Takes the delivery for one attempt until `until`; null when it is sent, failed, or in another's hands. */
  claim(id: string, now: Date, until: Date): Promise<Delivery | null>;
  /** Notes that the server has taken it. That is so whoever holds the delivery by now, who may then keep a copy back. */
  markSent(id: string, at: Date, answer: string): Promise<void>;
  /** Gives the claim back after a fault that may pass. */
  release(claim: DeliveryClaim, answer: string): Promise<boolean>;
  markFailed(claim: DeliveryClaim, answer: string): Promise<boolean>;
  /** Ends a delivery that was claimed and not tried: the claim does not count as an attempt. */
  markSuppressed(claim: DeliveryClaim, reason: string): Promise<boolean>;
  /** Puts a delivery that was claimed and not tried back until `until`: the claim does not count as an attempt. */
  postpone(claim: DeliveryClaim, until: Date, reason: string): Promise<boolean>;
  /**
   * Counts the mails about the delivery's ticket to its recipient that are on their way, this one among them, or were sent
   * after `since`; those that wait for a later time do not count. Counts no further than `most`.
   */
  countAround(delivery: TicketDelivery, since: Date, now: Date, most: number): Promise<number>;
  /** The mail that gathers what comes for this recipient about this ticket, while nobody has tried to send it yet. */
  openGathering(delivery: TicketDelivery): Promise<TicketDelivery | null>;
  /**
   * Has the claimed delivery told of by `gathering`, and with it all that is queued of these kinds for the same recipient
   * about the same ticket and does not wait for a later time. In one transaction, in which the gathering is written where
   * it is not there yet. False, and nothing done, where it is being sent by now or the claim has run out.
   */
  gather(
    delivery: TicketDelivery,
    gathering: TicketDelivery,
    kinds: readonly TicketMailKind[],
    now: Date,
  ): Promise<boolean>;
  /** What a gathering tells of, oldest first. */
  carriedBy(gatheringId: string, ticketId: string): Promise<readonly TicketDelivery[]>;
  /** How many are still to be sent and wait for no time after `now`. */
  countUnsent(now: Date): Promise<number>;
  /** Ends those that {@link countUnsent} counts without a mail; says how many. */
  suppressUnsent(now: Date, reason: string): Promise<number>;
  /** Ids of the deliveries of one event. */
  ofEvent(eventId: string): Promise<readonly string[]>;
}
