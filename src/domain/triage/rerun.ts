import type { JobProgress } from '../jobs.js';

/** The result of a re-run of triage for one ticket. */
export interface TriageRerun {
  /** Whether the AI answered this run. Without an answer the ticket keeps its triage. */
  readonly state: 'done' | 'fallback';
  /** True if priority, category, assignee or the state of triage changed. */
  readonly changed: boolean;
}

/** What triage decides of a ticket. */
export interface TriageValues {
  readonly priority: string;
  readonly category: string;
  readonly type: string;
  readonly requiredSkills: readonly string[];
}

/** What a re-run would change on a ticket: ids and keys only. */
export interface TriageComparison {
  readonly ticket: string;
  readonly before: TriageValues;
  readonly after: TriageValues;
  readonly changed: boolean;
  readonly provider: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly confidence: number;
  /** True if the answer would wait for a person. */
  readonly needsReview: boolean;
}

/** Comparisons that a dry run keeps. A ticket takes some 400 bytes, and a workflow's state may have 2 MB. */
export const MAX_COMPARISONS = 1_000;

/** Progress of a re-run of triage. */
export interface RerunProgress extends JobProgress {
  /** Of a dry run, in the order of its end; absent for others. */
  readonly comparisons?: readonly TriageComparison[];
}

/** A re-run, with the id from its request. */
export interface RerunJob extends RerunProgress {
  readonly id: string;
}

/** The tickets of a batch: the given ids, or all on fallback triage. */
export type RerunSelection =
  | { readonly kind: 'fallback_only' }
  | { readonly kind: 'tickets'; readonly ticketIds: readonly string[] };
