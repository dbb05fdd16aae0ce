import type { SweepReport } from '../../domain/sweep-report.js';
import type { Status } from '../../domain/ticket-fields.js';

/** Things that wait for something to be done about them. */
export interface Waiting {
  /** Counted up to {@link MAX_COUNTED_WAITING}. */
  readonly count: number;
  /** The time since when the oldest waits; null for none. */
  readonly oldestAt: Date | null;
}

/** Maximum of these counts: a higher number does not matter. */
export const MAX_COUNTED_WAITING = 10_000;
export const MAX_COUNTED_TICKETS = 100_000;

/** Backlog statistics by bounded, indexed reads. Every method @throws DomainError `unavailable` */
export interface BacklogStats {
  /** Events that are not published to the lifecycle. */
  outbox(): Promise<Waiting>;
  /** Returns every event consumer with its position: it has handled all events committed before. */
  consumers(): Promise<ReadonlyMap<string, Date>>;
  /** Mails of the last two days that could go out and have not been sent. */
  deliveries(now: Date): Promise<Waiting>;
  /** Webhook deliveries whose attempt was due before this instant. */
  webhooks(now: Date): Promise<Waiting>;
  /** Returns the number of active webhooks that have failed since their last success. */
  failingWebhooks(): Promise<number>;
  /** Received mails that are not processed. */
  receivedMails(): Promise<Waiting>;
  /** Returns the arrival of the oldest unprocessed mail; null for none. One index lookup. */
  oldestMailWaiting(): Promise<Date | null>;
  /** Files that wait for the virus scanner. */
  heldFiles(): Promise<Waiting>;
  /** Returns the number of tickets in each status that is not final, up to {@link MAX_COUNTED_TICKETS}. */
  openTickets(): Promise<ReadonlyMap<Status, number>>;
  /** Tickets whose triage waits for a person. */
  triageReviews(): Promise<Waiting>;
  /** Returns the last finished repair sweep; null for none. */
  lastSweep(): Promise<{ readonly report: SweepReport; readonly finishedAt: Date } | null>;
}
