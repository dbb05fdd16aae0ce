/** Which tickets a job moves: the open ones that are on another version of the policy, or the ones named (ids). */
export type PolicySelection =
  { readonly kind: 'other_versions' } | { readonly kind: 'tickets'; readonly ticketIds: readonly string[] };

/** A job that moves open tickets to one version of a policy. Ids only: it is kept by Temporal. */
export interface PolicyMoveOrder {
  readonly jobId: string;
  /** `name@version`. */
  readonly policy: string;
  readonly selection: PolicySelection;
  /** Who asked for it, in whose name the tickets are moved. */
  readonly actorId: string;
}

/** What became of some tickets of a job. */
export interface PolicyMoveCounts {
  /** They are on the version now. */
  readonly moved: number;
  /** They were resolved, over or deleted before their turn came. */
  readonly skipped: number;
  readonly failed: number;
}

/** How far a job is. `done` counts every ticket that has had its turn. */
export interface PolicyMoveProgress extends PolicyMoveCounts {
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
}
