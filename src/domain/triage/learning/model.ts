import type { IgnoredLabels } from './labels.js';
import type { LearnedTask } from './tasks.js';

/** The version under which the rules of the vocabulary are activated. */
export const RULES_VERSION = 0;

/** Maximum versions that are stored, the newest ones. The active one is always kept. */
export const MAX_MODELS = 20;

/** The quality of a model for one task, on tickets that it was not trained on. */
export interface TaskFigures {
  readonly task: LearnedTask;
  /** Number of different labels. */
  readonly labels: number;
  /** Number of tickets with a label, held-back ones included. */
  readonly examples: number;
  readonly heldBack: number;
  /** Share of right answers; 0 to 1. */
  readonly accuracy: number;
  readonly macroF1: number;
  /** Expected calibration error; 0 to 1. */
  readonly ece: number;
  /** Share of right answers of the rules on the same tickets. */
  readonly rulesAccuracy: number;
  /** True if the model answers this task; otherwise the rules do. */
  readonly serves: boolean;
}

/** Quality with the rules in every task that a version does not serve. Means over the tasks; 0 to 1. */
export interface Comparison {
  readonly candidate: number;
  readonly active: number;
  /** Number of held-back tickets that count. */
  readonly tickets: number;
}

/**
 * The result of a training.
 * `promoted`: it is active. `not_better`: the active version answers at least as well. `pinned`: it is better, but an
 * administrator has gone back to an older version.
 */
export type PromotionOutcome = 'promoted' | 'not_better' | 'pinned';

/** One trained version. It never changes. */
export interface TriageModel {
  readonly id: string;
  /** From 1. */
  readonly version: number;
  readonly trainedAt: Date;
  /** The account that requested the training; null for the schedule. */
  readonly requestedBy: string | null;
  /** Number of tickets. */
  readonly examples: number;
  /** When the newest of these tickets was created. */
  readonly newestTicketAt: Date;
  readonly ignoredLabels: IgnoredLabels;
  readonly tasks: readonly TaskFigures[];
  readonly comparison: Comparison;
  /** The version that it was compared with. */
  readonly comparedWith: number;
  readonly outcome: PromotionOutcome;
  readonly sizeBytes: number;
  /** Hex. A file with another hash is never used. */
  readonly sha256: string;
}

/** The version that answers. */
export interface Activation {
  /** {@link RULES_VERSION} for the rules. */
  readonly version: number;
  /** Null if no version was ever activated. */
  readonly at: Date | null;
  /** The account that activated it; null for an automatic promotion. */
  readonly by: string | null;
  /** True after an administrator has gone back: no training replaces it, until they activate the newest version. */
  readonly isPinned: boolean;
}

export const RULES_ACTIVATION: Activation = { version: RULES_VERSION, at: null, by: null, isPinned: false };

/** Why the last training gave no new version, or that it did. */
export type TrainingResult = PromotionOutcome | 'too_few' | 'failed';

/** The last training, and whether one is running. */
export interface TrainingState {
  readonly isRunning: boolean;
  readonly last: {
    readonly at: Date;
    readonly result: TrainingResult;
    readonly examples: number;
    /** Null if there is no new version. */
    readonly version: number | null;
  } | null;
}

/** Returns the name of a version, as `triage.model` shows it. */
export function modelName(version: number): string {
  return `classifier-${version}`;
}
