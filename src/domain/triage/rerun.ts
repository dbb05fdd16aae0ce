/** The result of a re-run of triage for one ticket. */
export interface TriageRerun {
  /** Whether this run had an answer of the AI; without one a ticket keeps the triage that it has. */
  readonly state: 'done' | 'fallback';
  /** True if priority, category, assignee or the state of triage changed. */
  readonly changed: boolean;
}

/** The tickets of a batch: the given ids, or all on fallback triage. */
export type RerunSelection =
  { readonly kind: 'fallback_only' } | { readonly kind: 'tickets'; readonly ticketIds: readonly string[] };
