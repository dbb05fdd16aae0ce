import type { JobProgress } from '../../src/domain/jobs.js';
import type { RerunSelection } from '../../src/domain/triage/rerun.js';

/**
 * Input of `rerunTriageBatch`.
 * `afterId` and `progress` are set when a long job continues in a new run.
 */
export interface RerunBatchInput {
  readonly jobId: string;
  readonly selection: RerunSelection;
  readonly afterId?: string;
  readonly progress?: JobProgress;
}

export const RERUN_TRIAGE_BATCH = 'rerunTriageBatch';
