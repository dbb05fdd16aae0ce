import type { PersonRef } from '../../domain/access/actor.js';
import type { MergeState } from '../../domain/accounts/person-merge.js';
import type { Ticket } from '../../domain/tickets/ticket.js';

/** How far a merge, or its undo, has come. */
export interface MergeNote {
  readonly mergeId: string;
  /** The states in which it counts. */
  readonly from: readonly MergeState[];
  readonly to: MergeState;
  /** Added to those before. */
  readonly tickets: number;
  readonly comments: number;
}

/** A merge, or its undo, whose tickets and comments have not all arrived. */
export interface UnfinishedMerge {
  readonly mergeId: string;
  readonly accountId: string;
}

/** Tickets and comments of people who are merged. Everything is read by an index. */
export interface MergedTraces {
  /** Some tickets of a requester. */
  ticketsOf(accountId: string, limit: number): Promise<readonly Ticket[]>;
  /** Some tickets that this merge moved, by id after `afterId`. */
  ticketsMovedBy(mergeId: string, afterId: string | null, limit: number): Promise<readonly Ticket[]>;
  /** Gives some comments of an author to another person; returns their number. */
  moveComments(mergeId: string, fromId: string, to: PersonRef): Promise<number>;
  /** Gives back some comments that this merge moved last; returns their number. */
  returnComments(mergeId: string, to: PersonRef): Promise<number>;
  /**
   * Gives drafts, read marks, notifications, their settings and conversations of an account to another person. A draft on a
   * ticket where they have one is kept beside theirs, and their own settings stay. Idempotent.
   */
  moveBelongings(mergeId: string, fromId: string, toId: string): Promise<void>;
  /** Gives back what this merge moved. Read marks stay with both. Idempotent. */
  returnBelongings(mergeId: string, fromId: string, toId: string): Promise<void>;
  /** Returns merges of before `before` that still move, or move back. */
  unfinished(before: Date, limit: number): Promise<readonly UnfinishedMerge[]>;
  /** Writes the progress to the merged account, unless its merge is in another state. */
  note(accountId: string, note: MergeNote): Promise<void>;
}
