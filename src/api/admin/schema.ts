import { z } from 'zod';
import { id, referTo } from '../http/fields.js';
import { job } from '../http/job.js';

/** One request names at most this many tickets; `fallback_only` takes as many as there are. */
const MAX_TICKETS = 1000;

export const rerunSchema = z
  .discriminatedUnion('fallback_only', [
    referTo(z.strictObject({ fallback_only: z.literal(true) }).meta({ id: 'RerunFallbacks' })),
    referTo(
      z
        .strictObject({
          fallback_only: z.literal(false).optional(),
          ticket_ids: z.array(id).min(1).max(MAX_TICKETS),
        })
        .meta({ id: 'RerunTickets' }),
    ),
  ])
  .meta({
    id: 'RerunRequest',
    description: 'Send either `fallback_only: true`, or tickets by id or number.',
    example: { fallback_only: true },
  });

export const rerunJobSchema = z.object({ job }).meta({ id: 'RerunJob' });
