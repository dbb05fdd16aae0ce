import type { AskedQuestion } from '../../domain/knowledge/cluster-questions.js';

/** A search that found no article, on one day. */
export interface MissedSearch {
  /** The same for the same words in any order. */
  readonly key: string;
  /** As a reader typed it first. */
  readonly text: string;
}

/** Every method @throws DomainError `unavailable` */
export interface KnowledgeGaps {
  /** Counts a search without a result for its day, as `YYYY-MM-DD`. Does nothing beyond `max` different ones of the day. */
  noteMiss(
    miss: MissedSearch,
    day: string,
    options: { readonly max: number; readonly until: Date },
  ): Promise<void>;
  /** The searches of these days that found nothing, the most frequent first. */
  misses(
    days: { readonly from: string; readonly to: string },
    limit: number,
  ): Promise<readonly (MissedSearch & { readonly count: number })[]>;
  /** Tickets that were opened in this time, newest first. */
  openedTickets(from: Date, to: Date, limit: number): Promise<readonly AskedQuestion[]>;
}
