import { defineQuery } from '@temporalio/workflow';
import type { RerunProgress, RerunSelection } from '../../src/domain/triage/rerun.js';

/**
 * Input of `rerunTriageBatch`.
 * `afterId` and `progress` are set when a long job continues in a new run.
 */
export interface RerunBatchInput {
  readonly jobId: string;
  readonly selection: RerunSelection;
  readonly afterId?: string;
  readonly progress?: RerunProgress;
  /** Compares, and writes nothing. */
  readonly isDryRun?: boolean;
}

/** The progress, with the comparisons of a dry run. */
export const rerunProgress = defineQuery<RerunProgress>('progress');

export const RERUN_TRIAGE_BATCH = 'rerunTriageBatch';
