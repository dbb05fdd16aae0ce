import type { Tally } from '../../domain/figures/tally.js';
import type { TicketFacts } from '../../domain/figures/facts.js';

/** The counts of one UTC day in one scope. */
export interface FigureDay {
  readonly scope: string;
  /** Counted from 1970. */
  readonly day: number;
  /** The counts of the whole day. */
  readonly total: Tally;
  /** Slot, counted from 1970 → its counts. Null unless they were asked for. */
  readonly slots: ReadonlyMap<number, Tally> | null;
}

/** UTC days, counted from 1970, the first and the last included. */
export interface FigureRange {
  readonly first: number;
  readonly last: number;
  /** Days that lie in several parts of a period. */
  readonly split: readonly number[];
}

/** Figures that are kept up to date ticket by ticket. */
export interface FigureStore {
  /**
   * Counts a ticket as it is now, in place of how it was counted before. A version that is not newer changes nothing, so
   * repeats and stale reads are harmless. Written completely or not at all.
   */
  put(facts: TicketFacts): Promise<void>;
  /** Takes a deleted ticket out of the figures, for all times. */
  remove(ticketId: string): Promise<void>;
  /** Returns the days of these scopes that have counts, with the slots of the days in `split`. */
  days(scopes: readonly string[], range: FigureRange): Promise<readonly FigureDay[]>;
  /** Returns the open tickets of a scope by the UTC day on which they were created. */
  openByDay(scope: string): Promise<readonly { readonly day: number; readonly open: number }[]>;
  /** Starts to count into a second set, beside the one that is read. An unfinished one is dropped. */
  startRebuild(): Promise<void>;
  /** Counts a ticket in the second set only. */
  putRebuilt(facts: TicketFacts): Promise<void>;
  /** The second set replaces the first. */
  finishRebuild(): Promise<void>;
}
