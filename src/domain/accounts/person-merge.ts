/** Time to undo a merge, in hours. */
export const MERGE_UNDO_HOURS = 24;

/** `moving`, `undoing`: the workflow still moves tickets and comments. */
export const MERGE_STATES = ['moving', 'done', 'undoing', 'undone'] as const;
export type MergeState = (typeof MERGE_STATES)[number];

/** What became of an account that was merged into another. */
export interface PersonMerge {
  readonly id: string;
  readonly intoId: string;
  readonly state: MergeState;
  readonly at: Date;
  readonly undoableUntil: Date;
  /** Moved so far; on the way back, what is back. */
  readonly tickets: number;
  readonly comments: number;
  /** What an undo gives back. Null once it has. */
  readonly former: {
    readonly email: string;
    readonly otherAddresses: readonly string[];
    readonly identities: readonly string[];
    readonly isActive: boolean;
    readonly emailVerifiedAt: Date | null;
  } | null;
}

interface Mergeable {
  readonly merge: PersonMerge | null;
}

/** True for an account whose person is another one now. */
export function isMergedAway({ merge }: Mergeable): boolean {
  return merge !== null && (merge.state === 'moving' || merge.state === 'done');
}

/** True for an account that is of no use to anybody any longer: erased, or merged into another. */
export function isGone(user: Mergeable & { readonly erasedAt: Date | null }): boolean {
  return user.erasedAt !== null || isMergedAway(user);
}
