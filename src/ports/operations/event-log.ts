import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { MailEvent } from '../../domain/inbound-mail/received-mail.js';
import type { FileEvent } from '../../domain/files/stored-file.js';
import type { TicketEvent } from '../../domain/tickets/events.js';

/** Everything in the event log. */
export type HoldfastEvent = TicketEvent | AccountEvent | MailEvent | FileEvent;

/** The event log as the lifecycle's outbox: each event has a mark whether the lifecycle has handled it. */
export interface Outbox {
  /** Returns unhandled events of the lifecycle that are older than `olderThan`, oldest first. */
  pending(olderThan: Date, limit: number): Promise<readonly HoldfastEvent[]>;
  /** Marks the events as told to the lifecycle. */
  markPublished(eventIds: readonly string[], at: Date): Promise<void>;
}

/** An entry of the log. */
export interface LogEntry {
  /** Null if there is no new event. */
  readonly event: HoldfastEvent | null;
  /** The resume token: a reader that continues after it misses nothing and does not get this entry again. */
  readonly token: string;
  /** Everything that was committed before this instant comes before what is read after this entry. */
  readonly committedAt: Date;
}

/** The position of a ticket's event when the log is read ticket by ticket. */
export interface TicketPlace {
  /** Null for events of accounts and mails, which come first. */
  readonly ticketId: string | null;
  readonly ticketVersion: number | null;
  readonly eventId: string;
}

/** The log no longer has the token, or the token is from another database. */
export class LogHistoryLost extends Error {}

/**
 * All events that were ever committed and not erased. Ids do not sort by commit, so a place in the log is a token that the
 * database gives. Every method @throws DomainError `unavailable`
 */
export interface EventLog {
  /** A token for now: reading on after it gives what is committed from now on. */
  newestToken(): Promise<string>;
  /**
   * Calls back with every event after the token in commit order, and about every second without an event with an
   * empty entry. Waits for the callback before it reads on. Resolves when `signal` aborts.
   * @throws LogHistoryLost
   */
  readAfter(
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Returns a page of the events with `at` not before `from`, after `place`:
   * those of a ticket together, in commit order. An empty page is the end.
   */
  readTickets(from: Date, place: TicketPlace | null, limit: number): Promise<readonly HoldfastEvent[]>;
}

/** The position of a consumer. */
export interface ConsumerPosition {
  /** All events up to here are handled, except those that the sweep still finds. */
  readonly token: string;
  /** The position in a sweep through events before the token, which runs first; null once it is done. */
  readonly sweep: { readonly from: Date; readonly place: TicketPlace | null } | null;
  /** All events committed before this instant are handled. */
  readonly caughtUpAt: Date;
}

/** The position of each event consumer, and the process that reads for it: one of many at a time. */
export interface ConsumerPositions {
  /**
   * Acquires or extends the lease of `holder` on the consumer, until `until`.
   * Undefined while another process has it; null for a consumer without a position.
   */
  hold(
    consumer: string,
    holder: string,
    now: Date,
    until: Date,
  ): Promise<ConsumerPosition | null | undefined>;
  /** Saves the position and extends the lease. False if another process has it. */
  note(consumer: string, holder: string, position: ConsumerPosition, until: Date): Promise<boolean>;
  /** The saved position of a consumer; null for none. */
  find(consumer: string): Promise<ConsumerPosition | null>;
  /** Deletes the position of a consumer that is no longer used. */
  forget(consumer: string): Promise<void>;
  /** Lets go of the consumer, so that another process need not wait. */
  release(consumer: string, holder: string): Promise<void>;
}
