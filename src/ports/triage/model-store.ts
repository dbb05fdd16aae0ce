import type { Activation, TrainingState, TriageModel } from '../../domain/triage/learning/model.js';
import type { IdPage, PageRequest } from '../paging.js';

/** The versions of the local classifier. Each version is complete before it can be found. */
export interface TriageModelStore {
  /** A page of versions, newest first. `after` is a version as text. */
  list(page: PageRequest): Promise<IdPage<TriageModel>>;
  /** Null if there is no such version. */
  find(version: number): Promise<TriageModel | null>;
  /** The newest version; null if there is none. */
  newest(): Promise<TriageModel | null>;
  /** The bytes of a version; null if they are missing or damaged. */
  read(model: Pick<TriageModel, 'id' | 'sha256'>): Promise<Uint8Array | null>;
  /**
   * Stores a version under the next free number, and deletes versions beyond the newest ones.
   * The bytes are written first, so that a crash leaves no version without them.
   */
  add(model: Omit<TriageModel, 'version' | 'sha256' | 'sizeBytes'>, bytes: Uint8Array): Promise<TriageModel>;
  /** The active version. */
  activation(): Promise<Activation>;
  /** Activates a version by hand. */
  activate(activation: Activation): Promise<void>;
  /** Activates a version unless a person has pinned another one; returns true if it is active then. */
  promote(version: number, at: Date): Promise<boolean>;
  /** Takes or prolongs the lease of the training; false while another process has it. */
  holdTraining(holder: string, now: Date, until: Date): Promise<boolean>;
  /** Releases the lease, and records the result. */
  endTraining(holder: string, last: NonNullable<TrainingState['last']>): Promise<void>;
  trainingState(now: Date): Promise<TrainingState>;
}
