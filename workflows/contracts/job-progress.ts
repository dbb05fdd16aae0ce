import { defineQuery } from '@temporalio/workflow';
import type { JobProgress } from '../../src/domain/jobs.js';

/** How far a job over many tickets is, of whichever kind. */
export const jobProgress = defineQuery<JobProgress>('progress');
