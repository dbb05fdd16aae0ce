import type { Evidence } from './evidence.js';

/** One promise, and whether it was kept. */
export interface Finding {
  readonly promise: string;
  /** How many things were looked at. */
  readonly looked: number;
  /** What does not hold, in words; empty when all is well. */
  readonly violations: readonly string[];
  /** What else is worth knowing. */
  readonly note?: string;
}

export type Rule = (evidence: Evidence) => Finding;
