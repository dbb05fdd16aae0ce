import { z } from 'zod';
import type { Job } from '../../domain/jobs.js';
import { parameterName } from './shared-parameters.js';

/** Which job, in a path. */
export const jobParams = z.object({ job: z.string().meta(parameterName('JobId')) });

export const jobState = z.enum(['running', 'done']).meta({ id: 'JobState' });

/** Progress of a job over many tickets, of any kind. */
export const job = z
  .object({
    id: z.string(),
    state: jobState,
    total: z.int(),
    done: z.int().meta({ description: 'Items processed so far, whatever the result' }),
    changed: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'Job' });

export function presentJob({ id, state, total, done, changed, failed }: Job): z.input<typeof job> {
  return { id, state, total, done, changed, failed };
}
