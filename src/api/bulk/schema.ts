import { z } from 'zod';
import { BULK_OUTCOMES, MAX_BULK_TICKETS } from '../../domain/tickets/bulk-change.js';
import { id, referTo } from '../http/fields.js';
import { job } from '../http/job.js';
import { HOLD_FAULT, holdReason, holdUntil, isHoldFor } from '../tickets/hold.js';
import { savedFilterSchema } from '../tickets/query.js';
import {
  assignmentSchema,
  resolutionCode,
  statusChangeSchema,
  tags,
  ticketEditSchema,
} from '../tickets/schema.js';
import { newCommentSchema } from '../tickets/comment-schema.js';

const { priority, category, type, team } = ticketEditSchema.shape;

const someTags = tags.min(1);

const changeSchema = z
  .strictObject({
    status: statusChangeSchema.shape.status.optional(),
    resolution_code: resolutionCode.optional(),
    hold_reason: holdReason.optional(),
    hold_until: holdUntil.optional(),
    priority,
    category,
    type,
    team,
    assignee_id: assignmentSchema.shape.assignee_id.optional(),
    add_tags: someTags.optional(),
    remove_tags: someTags.optional(),
    comment: newCommentSchema.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: 'names nothing to change',
    // One that names only unknown fields is told about those.
    when: ({ issues }) => issues.length === 0,
  })
  .refine(({ status, resolution_code }) => resolution_code === undefined || status !== undefined, {
    path: ['resolution_code'],
    message: 'goes with a status',
  })
  .refine(({ status, hold_reason, hold_until }) => isHoldFor(status, { hold_reason, hold_until }), HOLD_FAULT)
  .meta({
    id: 'BulkChange',
    description:
      'What is done to each ticket, all of it or nothing: fields first, then the assignee, the comment and the status, each by the rules of its own call. `resolution_code` goes with a `status`, `hold_reason` and `hold_until` with `on_hold`; a tag that is both removed and added is there.',
    minProperties: 1,
  });

const filter = referTo(savedFilterSchema)
  .refine((conditions) => Object.keys(conditions).length > 0, { message: 'names no condition' })
  .meta({
    description: `Instead of \`ticket_ids\`: all tickets that match now, by the filters of \`GET /tickets\`; at most ${MAX_BULK_TICKETS}.`,
    minProperties: 1,
  });

export const bulkRequestSchema = z
  .strictObject({
    ticket_ids: z.array(id).min(1).max(MAX_BULK_TICKETS).optional(),
    filter: filter.optional(),
    versions: z.record(z.string(), z.int().min(1)).optional().meta({
      description:
        'Versions that you have seen, by the ids or numbers in `ticket_ids`. A ticket that has moved on since is refused; one without a version here is changed as it is found.',
    }),
    change: changeSchema,
  })
  .refine(({ ticket_ids, filter }) => ticket_ids !== undefined || filter !== undefined, {
    path: ['ticket_ids'],
    message: 'is required, or a filter',
    // Beside whatever else is wrong.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .refine(({ ticket_ids, filter }) => ticket_ids === undefined || filter === undefined, {
    path: ['filter'],
    message: 'cannot be given together with ticket_ids',
  })
  .meta({
    id: 'BulkRequest',
    description:
      'The tickets, by exactly one of `ticket_ids` and `filter`, and what is done to each of them.',
    example: { ticket_ids: ['TKT-2026-000041', 'TKT-2026-000042'], change: { priority: 'high' } },
  });

export const bulkJobSchema = z.object({ job }).meta({ id: 'BulkJob' });

export const bulkReportSchema = z
  .object({
    job,
    results: z
      .array(
        z
          .object({
            ticket_id: z.string(),
            number: z.string(),
            outcome: z.enum(BULK_OUTCOMES).meta({
              description: '`unchanged`: it was so already. `refused`: see `code`; nothing was done to it.',
            }),
            code: z.string().nullable().meta({ description: 'As in a problem; decide by this.' }),
            detail: z.string().nullable(),
          })
          .meta({ id: 'BulkResult' }),
      )
      .meta({
        description:
          'Of those that have had their turn, in the order in which they were named; by a filter, the oldest first.',
      }),
  })
  .meta({ id: 'BulkReport' });
