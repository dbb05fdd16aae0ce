/** The progress of a job over many tickets. `done` counts every processed ticket, failed or not. */
export interface JobProgress {
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly failed: number;
}

/** A job, with the id from its request. */
export interface Job extends JobProgress {
  readonly id: string;
}

export const NOTHING_YET: JobProgress = { state: 'running', total: 0, done: 0, changed: 0, failed: 0 };
