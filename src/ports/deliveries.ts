import type { Delivery, DeliveryState } from '../domain/delivery.js';
import type { IdPage, PageRequest } from './paging.js';

/** Filters of a list of deliveries; all given ones must hold. */
export interface DeliveryQuery extends PageRequest {
  readonly states?: readonly DeliveryState[];
  readonly kinds?: readonly Delivery['kind'][];
  readonly recipientId?: string;
  readonly ticketId?: string;
}

/** What must be sent: written with the change that causes it, and worked off by the mail queue. */
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
  markSent(id: string, at: Date, answer: string): Promise<void>;
  /** Gives the claim back after a fault that may pass. */
  release(id: string, answer: string): Promise<void>;
  markFailed(id: string, answer: string): Promise<void>;
  /** Ends a delivery that was claimed and not tried: the claim does not count as an attempt. */
  markSuppressed(delivery: Pick<Delivery, 'id' | 'attempts'>, reason: string): Promise<void>;
  /** Ids of the deliveries of one event. */
  ofEvent(eventId: string): Promise<readonly string[]>;
}
