import type { Delivery } from '../../domain/mail/delivery.js';

/** What of an answered request is counted. Of the address only the pattern: undefined where no route knew it. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string | undefined;
  readonly status: number;
  /** True where nothing was done because there was too much to do. */
  readonly isRefused: boolean;
}

/** Where the relay can fail: hearing of events, reading the outbox, telling of an event, noting that it was told. */
export const RELAY_STEPS = ['watch', 'read', 'publish', 'note'] as const;
export type RelayStep = (typeof RELAY_STEPS)[number];

/** Where a consumer of the event log can fail: reading the log, handling an event, noting its position. */
export type ConsumerStep = 'read' | 'handle' | 'note';

/**
 * What an attempt to send a delivery has come to. `gathered`: another mail tells of it; `postponed`: its reader does not
 * want it now; `retried`: it is tried again.
 */
export type DeliveryOutcome = 'sent' | 'failed' | 'suppressed' | 'gathered' | 'postponed' | 'retried';

/** How files of answers get to requesters and people in copy: with the mail, as a link in it, and by following the link. */
export const FILE_WAYS = ['attached', 'linked', 'fetched'] as const;
export type FileWay = (typeof FILE_WAYS)[number];

/**
 * Counts what happens, for those who watch over the system. No method fails or waits, and none keeps anything of a
 * person or a ticket. To be told of what is done, after it was written: what is repeated without effect is not told again.
 */
export interface Metrics {
  /** A request has come in; to be called back when it is answered. */
  requestBegan(): (answered: AnsweredRequest) => void;
  /** Of these events everybody has been told at this instant. */
  eventsPublished(events: readonly { readonly at: Date }[], at: Date): void;
  relayFailed(step: RelayStep): void;
  /** A consumer of the event log has handled an event. */
  eventConsumed(consumer: string): void;
  consumerFailed(consumer: string, step: ConsumerStep): void;
  deliveryTried(delivery: Delivery, outcome: DeliveryOutcome, at: Date): void;
  filesGiven(way: FileWay, count: number): void;
}
