import { z } from 'zod';
import { id, instant, orNull } from '../http/fields.js';
import { jobState } from '../http/job.js';
import { priority, status } from '../tickets/enums.js';

/** One request names at most this many tickets; without names it takes as many as there are. */
const MAX_TICKETS = 1000;

export const policyMoveSchema = z
  .strictObject({
    dry_run: z.boolean().default(false).meta({ description: 'Show the changes without saving them' }),
    version: z.int().min(1).max(1_000_000_000).optional().meta({
      description: 'The version to move to. The default is the newest.',
    }),
    ticket_ids: z.array(id).min(1).max(MAX_TICKETS).optional().meta({
      description:
        'Only these tickets, by id or number, under any policy. The default is all tickets on other versions of this policy.',
    }),
  })
  .meta({ id: 'PolicyMove', example: { dry_run: true } });

export const policyMoveJobSchema = z
  .object({
    job: z.object({
      id: z.string(),
      state: jobState,
      total: z.int(),
      done: z.int(),
      moved: z.int().meta({ description: 'Tickets that have the new version' }),
      skipped: z.int().meta({
        description: 'Tickets that were resolved, closed, cancelled or deleted before the job reached them',
      }),
      failed: z.int(),
    }),
  })
  .meta({ id: 'PolicyMoveJob' });

const dueDateChange = z.object({ from: instant, to: instant }).meta({ id: 'DueDateChange' });

const promiseMove = z
  .object({
    due_at: orNull(dueDateChange).meta({
      description: 'Null if the target was met or no longer applies, or if it begins with the move',
    }),
    breaches_at_once: z.boolean(),
  })
  .meta({ id: 'PromiseMove' });

const promiseMoves = z
  .object({
    sooner: z.int(),
    later: z.int(),
    unchanged: z.int(),
    breached_at_once: z.int(),
  })
  .meta({ id: 'PromiseMoves', description: 'Numbers of tickets among `previewed`' });

export const policyMovePreviewSchema = z
  .object({
    policy: z.string().meta({ example: 'default@3' }),
    total: z.int().meta({ description: 'Number of tickets that would move' }),
    previewed: z.int().meta({ description: 'Number of tickets in this preview: the oldest, at most 1,000' }),
    first_response: promiseMoves,
    next_response: promiseMoves,
    resolution: promiseMoves,
    tickets: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        status,
        priority,
        policy: z.string().meta({ description: 'The current policy of the ticket', example: 'default@1' }),
        first_response: promiseMove,
        next_response: promiseMove,
        resolution: promiseMove,
      }),
    ),
  })
  .meta({ id: 'PolicyMovePreview' });
