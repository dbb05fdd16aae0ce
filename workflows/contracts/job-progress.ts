import { defineQuery } from '@temporalio/workflow';
import type { JobProgress } from '../../src/domain/jobs.js';

/** The progress of a job over many tickets, of any kind. */
export const jobProgress = defineQuery<JobProgress>('progress');
