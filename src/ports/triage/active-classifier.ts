import type { Classifier } from '../../domain/triage/classifier/classifier.js';
import type { LearnedTask } from '../../domain/triage/learning/tasks.js';

/** The active version of the classifier, ready to use. */
export interface LoadedClassifier {
  /** The name of the version, as `triage.model` shows it. */
  readonly name: string;
  readonly classifier: Classifier;
  /** The tasks in which it beats the rules. */
  readonly serves: ReadonlySet<LearnedTask>;
}

/** Gives the active version, from memory in general. */
export interface ActiveClassifier {
  /** Null while the rules are active, or if the version cannot be read. Never fails. */
  current(): Promise<LoadedClassifier | null>;
}
