import type { SweepReport } from '../../domain/sweep-report.js';
import type { Status } from '../../domain/ticket-fields.js';

/** Things that wait for something to be done about them. */
export interface Waiting {
  /** Counted up to {@link MOST_WAITING}. */
  readonly count: number;
  /** Since when the oldest of them waits; null where there is none. */
  readonly oldestAt: Date | null;
}

/** Nobody needs to know how much more it is. */
export const MOST_WAITING = 10_000;
export const MOST_TICKETS = 100_000;

/** How the desk stands, by bounded reads that indexes serve. Every method @throws DomainError `unavailable` */
export interface BacklogStats {
  /** Events that the lifecycle has not been told of. */
  outbox(): Promise<Waiting>;
  /** Every consumer of the event log with a position of its own, and up to when it has handled what was committed. */
  consumers(): Promise<ReadonlyMap<string, Date>>;
  /** Mails of the last two days that could go out and have not been sent. */
  deliveries(now: Date): Promise<Waiting>;
  /** Mails that came in and are not processed. */
  receivedMails(): Promise<Waiting>;
  /** When the oldest mail came in that is neither processed nor put aside; null where there is none. One look at an index. */
  oldestMailWaiting(): Promise<Date | null>;
  /** How many tickets have each status that is not the end; counted up to {@link MOST_TICKETS}. */
  openTickets(): Promise<ReadonlyMap<Status, number>>;
  /** The last repair sweep that came to its end; null where there was none. */
  lastSweep(): Promise<{ readonly report: SweepReport; readonly finishedAt: Date } | null>;
}
