import type { Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../tickets/ticket-repository.js';

/** Finds tickets by the words of their titles, for the comparison of words. */
export interface TitleSearch {
  /** Counts the tickets with each of the words in the title, up to `cap`. Words without a ticket may be absent. */
  countWords(words: readonly string[], cap: number): Promise<ReadonlyMap<string, number>>;
  /** Returns the newest tickets that match the filter and have any of the words in the title. */
  withAnyWord(words: readonly string[], filter: TicketFilter, limit: number): Promise<readonly Ticket[]>;
}
