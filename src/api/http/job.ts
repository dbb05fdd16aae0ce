import { z } from 'zod';
import type { Job } from '../../domain/jobs.js';
import { parameterName } from './shared-parameters.js';

/** Which job, in a path. */
export const jobParams = z.object({ job: z.string().meta(parameterName('JobId')) });

export const jobState = z.enum(['running', 'done']).meta({ id: 'JobState' });

/** How far a job over many tickets is, of whichever kind. */
export const job = z
  .object({
    id: z.string(),
    state: jobState,
    total: z.int(),
    done: z.int().meta({ description: 'Those that have had their turn, whatever came of it' }),
    changed: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'Job' });

export function presentJob({ id, state, total, done, changed, failed }: Job): z.input<typeof job> {
  return { id, state, total, done, changed, failed };
}
