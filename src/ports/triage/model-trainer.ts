import type { Choice } from '../../domain/desk/choices.js';
import type { LabelledTicket } from '../../domain/triage/learning/labels.js';
import type { Comparison, TaskFigures } from '../../domain/triage/learning/model.js';
import type { LearnedTask } from '../../domain/triage/learning/tasks.js';

/** The active version, to compare with. */
export interface ActiveModel {
  readonly bytes: Uint8Array;
  readonly serves: readonly LearnedTask[];
  readonly newestTicketAt: Date;
  readonly quality: number;
}

export interface TrainingOrder {
  /** In the order of their creation. */
  readonly tickets: readonly LabelledTicket[];
  /** For the rules, which are judged beside. */
  readonly categories: readonly Choice[];
  /** Null if the rules are active. */
  readonly active: ActiveModel | null;
  /** The same order and seed give the same version. */
  readonly seed: number;
}

export interface TrainedModel {
  readonly bytes: Uint8Array;
  /** Empty if there are too few tickets to judge it. */
  readonly tasks: readonly TaskFigures[];
  readonly comparison: Comparison;
}

/**
 * Trains and judges a version, in bounded time and memory.
 * @throws DomainError `unavailable` if the training exceeds its limits or ends early; the reason of the signal.
 */
export interface ModelTrainer {
  train(order: TrainingOrder, signal: AbortSignal): Promise<TrainedModel>;
}
