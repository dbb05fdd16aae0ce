/** The result of a re-run of triage for one ticket. */
export interface TriageRerun {
  /** Whether the AI answered this run. Without an answer the ticket keeps its triage. */
  readonly state: 'done' | 'fallback';
  /** True if priority, category, assignee or the state of triage changed. */
  readonly changed: boolean;
}

/** The tickets of a batch: the given ids, or all on fallback triage. */
export type RerunSelection =
  { readonly kind: 'fallback_only' } | { readonly kind: 'tickets'; readonly ticketIds: readonly string[] };
