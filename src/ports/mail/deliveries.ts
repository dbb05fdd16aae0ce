import type { Delivery, DeliveryClaim, DeliveryState, TicketDelivery } from '../../domain/mail/delivery.js';
import type { MailProblem } from '../../domain/participants.js';
import type { TicketMailKind } from '../../domain/accounts/mail-kinds.js';
import type { IdPage, PageRequest } from '../paging.js';

/** Filters of a list of deliveries. All given ones must match. */
export interface DeliveryQuery extends PageRequest {
  readonly states?: readonly DeliveryState[];
  readonly kinds?: readonly Delivery['kind'][];
  readonly recipientId?: string;
  readonly ticketId?: string;
}

/**
 * The mails to send.
 * Each is written with the change that causes it, and the mail queue sends it. A worker can settle only a delivery
 * that it still holds. If another one has claimed it since, the call changes nothing and returns false.
 */
export interface DeliveryRepository {
  /** Adds the missing ones, for mails that belong to no change. */
  addMissing(deliveries: readonly Delivery[]): Promise<void>;
  find(id: string): Promise<Delivery | null>;
  /** Newest first. */
  list(query: DeliveryQuery): Promise<IdPage<Delivery>>;
  /** Ids of what is still to be sent for a ticket. */
  unsent(ticketId: string): Promise<readonly string[]>;
  /**
   * Claims the delivery for one attempt until `until`; null if it is settled or claimed by another worker.
   */
  claim(id: string, now: Date, until: Date): Promise<Delivery | null>;
  /**
   * Records that the server accepted it.
   * This counts whoever holds the delivery now, who may then stop a copy.
   */
  markSent(id: string, at: Date, answer: string): Promise<void>;
  /** Records that a mail server returned it. The first report counts. */
  markReturned(id: string, problem: MailProblem): Promise<void>;
  /** Gives the claim back after a fault that may pass. */
  release(claim: DeliveryClaim, answer: string): Promise<boolean>;
  markFailed(claim: DeliveryClaim, answer: string): Promise<boolean>;
  /** Ends a delivery that was claimed and not tried: the claim does not count as an attempt. */
  markSuppressed(claim: DeliveryClaim, reason: string): Promise<boolean>;
  /** Postpones a claimed, untried delivery until `until`: the claim does not count as an attempt. */
  postpone(claim: DeliveryClaim, until: Date, reason: string): Promise<boolean>;
  /**
   * Counts the mails about the delivery's ticket to its recipient that are queued, including this one, or were sent
   * after `since`. Mails that wait for a later time do not count. Stops at `most`.
   */
  countAround(delivery: TicketDelivery, since: Date, now: Date, most: number): Promise<number>;
  /** Returns the batched mail for this recipient and ticket, until its sending starts. */
  findOpenBatchedMail(delivery: TicketDelivery): Promise<TicketDelivery | null>;
  /**
   * Adds the claimed delivery to `batchedMail`, and all queued ones of these kinds for the same recipient and ticket
   * that do not wait for a later time. One transaction, which also writes a new batched mail. False without a change if
   * the batched mail is being sent, or the claim has expired.
   */
  addToBatchedMail(
    delivery: TicketDelivery,
    batchedMail: TicketDelivery,
    kinds: readonly TicketMailKind[],
    now: Date,
  ): Promise<boolean>;
  /** Returns the parts of a batched mail, oldest first. */
  carriedBy(batchedMailId: string, ticketId: string): Promise<readonly TicketDelivery[]>;
  /** Returns the number of unsent deliveries that wait for no time after `now`. */
  countUnsent(now: Date): Promise<number>;
  /** Settles the deliveries that {@link countUnsent} counts without a mail; returns how many. */
  suppressUnsent(now: Date, reason: string): Promise<number>;
  /** Ids of the deliveries of one event. */
  ofEvent(eventId: string): Promise<readonly string[]>;
}
