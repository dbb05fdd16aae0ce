import type { FoundTicket, SoughtWord } from '../../domain/ticket-search/search-words.js';

/** The words by which a ticket is found. */
export interface TicketWordsEntry extends FoundTicket {
  readonly requesterId: string;
  readonly organisationId: string | null;
  /** The ticket's version when they were read. */
  readonly version: number;
}

/** Whose tickets are sought; absent for all. */
export interface SearchedPeople {
  readonly requesterId?: string | undefined;
  readonly organisationId?: string | undefined;
}

/** The search index of tickets. It can be older than the tickets, so a reader checks what it finds. */
export interface TicketWords {
  put(entry: TicketWordsEntry): Promise<void>;
  /** Stores the words of a new ticket, unless it has words already. */
  putFirst(entry: TicketWordsEntry): Promise<void>;
  /** Adds the words of a new comment. False if the ticket has no words yet. */
  add(ticketId: string, words: readonly string[], version: number): Promise<boolean>;
  remove(ticketId: string): Promise<void>;
  /** The version whose words are stored; null for none. */
  versionOf(ticketId: string): Promise<number | null>;
  /**
   * Tickets that have all words, at most `limit`; of very many, those with whole words first, and the newest of them.
   * @throws DomainError `unavailable` if that takes too long
   */
  find(
    sought: readonly SoughtWord[],
    options: { readonly readsInternal: boolean; readonly of: SearchedPeople; readonly limit: number },
  ): Promise<readonly FoundTicket[]>;
}
