/** What a re-run of triage did to one ticket. */
export interface TriageRerun {
  /** Whether this run had an answer of the AI; without one a ticket keeps the triage that it has. */
  readonly state: 'done' | 'fallback';
  /** True when priority, category, skills' consequence (the assignee) or the state of triage is another now. */
  readonly changed: boolean;
}

/** Which tickets a batch takes: the ones named (ids), or all that stand on fallback triage. */
export type RerunSelection =
  { readonly kind: 'fallback_only' } | { readonly kind: 'tickets'; readonly ticketIds: readonly string[] };
