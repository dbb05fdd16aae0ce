import type { SlotSpan } from '../../domain/figures/slots.js';
import type { SparseTally } from '../../domain/figures/tally.js';
import type { TicketFacts } from '../../domain/figures/facts.js';

/** The counts of one stored sum in one scope. */
export interface FigureCounts {
  readonly scope: string;
  readonly span: SlotSpan;
  readonly counts: SparseTally;
}

/** Figures that are kept up to date ticket by ticket. */
export interface FigureStore {
  /**
   * Counts tickets as they are now, in place of how they were counted before. A version that is not newer changes nothing,
   * so repeats and stale reads are harmless. Written completely or not at all.
   */
  put(tickets: readonly TicketFacts[]): Promise<void>;
  /** Takes a deleted ticket out of the figures, for all times. */
  remove(ticketId: string): Promise<void>;
  /** Returns those of these sums that have counts, of these scopes, all as they were at one instant. */
  counts(scopes: readonly string[], spans: readonly SlotSpan[]): Promise<readonly FigureCounts[]>;
  /** Returns the open tickets of a scope by the UTC day on which they were created. */
  openByDay(scope: string): Promise<readonly { readonly day: number; readonly open: number }[]>;
  /** Starts to count into a second set, beside the one that is read. An unfinished one is dropped. */
  startRebuild(): Promise<void>;
  /** Counts tickets in the second set only. */
  putRebuilt(tickets: readonly TicketFacts[]): Promise<void>;
  /** The second set replaces the first. */
  finishRebuild(): Promise<void>;
}
