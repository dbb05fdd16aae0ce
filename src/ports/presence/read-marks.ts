import type { ReadableTicket, ReadMark } from '../../domain/presence/read-mark.js';
import type { TicketFilter } from '../tickets/ticket-repository.js';

/** What people have read. Every method @throws DomainError `unavailable` */
export interface ReadMarks {
  /** Moves a mark forward, never back. */
  put(mark: ReadMark): Promise<void>;
  /** Removes the mark of a person on a ticket, if there is one. */
  remove(personId: string, ticketId: string): Promise<void>;
  /** Returns the tickets of a list that changed last, without counting the others. */
  lastChanged(filter: TicketFilter, limit: number): Promise<readonly ReadableTicket[]>;
  /** Returns when this person last read these tickets, by ticket. */
  of(personId: string, ticketIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}
