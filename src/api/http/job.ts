import { z } from 'zod';
import type { Job } from '../../domain/jobs.js';

/** Which job, in a path. */
export const jobParams = z.object({ job: z.string() });

/** Progress of a job over many tickets, of any kind. */
export const job = z.object({
  id: z.string(),
  state: z.enum(['running', 'done']),
  total: z.int(),
  done: z.int().meta({ description: 'Those that have had their turn, whatever came of it' }),
  changed: z.int(),
  failed: z.int(),
});

export function presentJob({ id, state, total, done, changed, failed }: Job): z.input<typeof job> {
  return { id, state, total, done, changed, failed };
}
