import { z } from 'zod';
import { id, referTo } from '../http/fields.js';
import { MAX_COMPARISONS } from '../../domain/triage/rerun.js';
import { job } from '../http/job.js';

/** One request names at most this many tickets; `fallback_only` takes as many as there are. */
const MAX_TICKETS = 1000;

const dryRun = z.boolean().optional().meta({
  description: 'True compares the answers with the tickets and writes nothing. A provider charges for it.',
});

export const rerunSchema = z
  .discriminatedUnion('fallback_only', [
    referTo(
      z.strictObject({ fallback_only: z.literal(true), dry_run: dryRun }).meta({ id: 'RerunFallbacks' }),
    ),
    referTo(
      z
        .strictObject({
          fallback_only: z.literal(false).optional(),
          ticket_ids: z.array(id).min(1).max(MAX_TICKETS),
          dry_run: dryRun,
        })
        .meta({ id: 'RerunTickets' }),
    ),
  ])
  .meta({
    id: 'RerunRequest',
    description: 'Send either `fallback_only: true`, or tickets by id or number.',
    example: { fallback_only: true },
  });

const triageValues = z
  .object({
    priority: z.string(),
    category: z.string(),
    type: z.string(),
    required_skills: z.array(z.string()),
  })
  .meta({ id: 'TriageValues' });

const comparison = z
  .object({
    ticket: z.string().meta({ description: 'Its number' }),
    before: triageValues,
    after: triageValues,
    changed: z.boolean(),
    ...{ provider: z.string(), model: z.string(), prompt_version: z.string() },
    confidence: z.number(),
    needs_review: z.boolean().meta({ description: 'Whether the answer would wait for a person' }),
  })
  .meta({ id: 'TriageComparison' });

export const rerunJobSchema = z
  .object({
    job,
    comparisons: z
      .array(comparison)
      .optional()
      .meta({ description: `Of a dry run: the first ${MAX_COMPARISONS} answers` }),
  })
  .meta({ id: 'RerunJob' });
