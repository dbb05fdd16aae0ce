import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { MailEvent } from '../../domain/inbound-mail/received-mail.js';
import type { TicketEvent } from '../../domain/tickets/events.js';

/** Everything in the event log. */
export type HoldfastEvent = TicketEvent | AccountEvent | MailEvent;

/** The event log as the lifecycle's outbox: each event carries a mark that says whether the lifecycle has been told. */
export interface Outbox {
  /** Events that the lifecycle has not been told of and that are older than `olderThan`, oldest first. */
  pending(olderThan: Date, limit: number): Promise<readonly HoldfastEvent[]>;
  /**
   * Calls back with every event for the lifecycle as it is committed, until `signal` aborts. Resolves on abort, rejects when
   * the stream breaks; what was committed meanwhile is found by `pending`.
   */
  watch(onEvent: (event: HoldfastEvent) => void, signal: AbortSignal): Promise<void>;
  /** Marks the events as told to the lifecycle. */
  markTold(eventIds: readonly string[], at: Date): Promise<void>;
}

/** What a reader of the log has come to. */
export interface LogEntry {
  /** Null where nothing new was committed. */
  readonly event: HoldfastEvent | null;
  /** Whoever reads on after this token misses nothing, and is not given this entry again. */
  readonly token: string;
  /** Everything that was committed before this instant comes before what is read after this entry. */
  readonly committedAt: Date;
}

/** Where a ticket's event stands when the log is read ticket by ticket. */
export interface TicketPlace {
  /** Null for events of accounts and mails, which come first. */
  readonly ticketId: string | null;
  readonly ticketVersion: number | null;
  readonly eventId: string;
}

/** The log does not reach back to the token any more, or the database is not the one that gave it. */
export class LogHistoryLost extends Error {}

/**
 * All events that were ever committed and not erased. Ids do not sort by commit, so a place in the log is a token that the
 * database gives. Every method @throws DomainError `unavailable`
 */
export interface EventLog {
  /** A token for now: reading on after it gives what is committed from now on. */
  newestToken(): Promise<string>;
  /**
   * Calls back with every event after the token, in the order of commit, as it is committed, and about every second without
   * one with an entry that has none. Reads no further until the callback has settled. Resolves when `signal` aborts.
   * @throws LogHistoryLost
   */
  readAfter(
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * The events with `at` not before `from`, those of a ticket together and in the order of commit: a page of them, beginning
   * after `place`. An empty page is the end.
   */
  readTickets(from: Date, place: TicketPlace | null, limit: number): Promise<readonly HoldfastEvent[]>;
}

/** Where a consumer stands. */
export interface ConsumerPosition {
  /** All events up to here have been handled, but for those that the sweep still finds. */
  readonly token: string;
  /** The way through events from before the token, which a consumer goes first; null once it is done. */
  readonly sweep: { readonly from: Date; readonly place: TicketPlace | null } | null;
  /** All that was committed before this instant has been handled. */
  readonly caughtUpAt: Date;
}

/** How far each consumer of the event log is, and which process reads for it: of many one at a time does. */
export interface ConsumerPositions {
  /**
   * Takes the consumer for `holder` until `until`, or holds it for longer. Undefined while another process has it; null for
   * one that has no position yet.
   */
  hold(
    consumer: string,
    holder: string,
    now: Date,
    until: Date,
  ): Promise<ConsumerPosition | null | undefined>;
  /** Notes the position, and holds the consumer for longer. False when another process has it by now. */
  note(consumer: string, holder: string, position: ConsumerPosition, until: Date): Promise<boolean>;
  /** Lets go of the consumer, so that another process need not wait. */
  release(consumer: string, holder: string): Promise<void>;
}
