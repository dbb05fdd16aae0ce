import type { Choice } from '../../../domain/desk/choices.js';
import type { LabelledTicket } from '../../../domain/triage/learning/labels.js';
import type { Comparison, TaskFigures } from '../../../domain/triage/learning/model.js';
import type { LearnedTask } from '../../../domain/triage/learning/tasks.js';
import type { Vocabulary } from '../../../domain/triage/vocabulary.js';

/* What a worker and its training process tell each other, as JSON. Both are of one version and one machine. */

/** A labelled ticket, whose instants are texts. */
export interface SentTicket extends Pick<LabelledTicket, 'title' | 'description'> {
  readonly createdAt: string;
  readonly labels: Readonly<Partial<Record<LearnedTask, readonly string[]>>>;
}

export interface SentOrder {
  readonly tickets: readonly SentTicket[];
  readonly categories: readonly Choice[];
  readonly vocabulary: Vocabulary;
  readonly seed: number;
  /** Its bytes follow in a frame of their own. */
  readonly active: {
    readonly serves: readonly LearnedTask[];
    readonly newestTicketAt: string;
    readonly quality: number;
  } | null;
}

/** The bytes of the version follow in a frame of their own. */
export interface TrainingAnswer {
  readonly tasks: readonly TaskFigures[];
  readonly comparison: Comparison;
}
