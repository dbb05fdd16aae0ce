/** Satisfaction: 1 is very dissatisfied, 5 is very satisfied. */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];

export const SATISFACTION_COMMENT_LENGTH = { min: 1, max: 2_000 } as const;

/** The requester's rating of the resolution; the newest answer counts. */
export interface Satisfaction {
  readonly score: Score;
  readonly comment: string | null;
  readonly at: Date;
}
