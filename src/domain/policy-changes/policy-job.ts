/** The tickets of a job: the open ones on other versions of the policy, or the given ids. */
export type PolicySelection =
  | { readonly kind: 'other_versions' }
  | { readonly kind: 'tickets'; readonly ticketIds: readonly string[] };

/** A job that moves open tickets to one version of a policy. Ids only, because Temporal stores it. */
export interface PolicyMoveOrder {
  readonly jobId: string;
  /** `name@version`. */
  readonly policy: string;
  readonly selection: PolicySelection;
  /** The caller, in whose name the tickets are moved. */
  readonly actorId: string;
}

/** The results of some tickets of a job. */
export interface PolicyMoveCounts {
  /** They are on the version now. */
  readonly moved: number;
  /** They were resolved, over or deleted before their turn came. */
  readonly skipped: number;
  readonly failed: number;
}

/** The progress of a job. `done` counts every processed ticket. */
export interface PolicyMoveProgress extends PolicyMoveCounts {
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
}
