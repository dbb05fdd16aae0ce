import { z } from 'zod';
import { BULK_OUTCOMES, MAX_BULK_TICKETS } from '../../domain/tickets/bulk-change.js';
import { id, referTo, NO_CHANGE, setsSomething, versionFrom } from '../http/fields.js';
import { job } from '../http/job.js';
import { HOLD_FAULT, holdReason, holdUntil, isHoldFor } from '../tickets/hold.js';
import { savedFilterSchema } from '../tickets/query.js';
import { assignmentSchema, statusChangeSchema } from '../tickets/life-schema.js';
import { resolutionCode, tags } from '../tickets/fields.js';
import { ticketEditSchema } from '../tickets/schema.js';
import { bulkCommentSchema } from '../tickets/comments/comment-schema.js';

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
    comment: bulkCommentSchema.optional(),
  })
  .refine(setsSomething, NO_CHANGE)
  .refine(({ status, resolution_code }) => resolution_code === undefined || status !== undefined, {
    path: ['resolution_code'],
    message: 'can only be set together with a status',
  })
  .refine(({ status, hold_reason, hold_until }) => isHoldFor(status, { hold_reason, hold_until }), HOLD_FAULT)
  .meta({
    id: 'BulkChange',
    description:
      'The change to make to each ticket, completely or not at all. Fields come first, then the assignee, the comment and the status, with the rules of their own endpoints. Send `resolution_code` only with a `status`, and `hold_reason` and `hold_until` only with `on_hold`. A tag in both `add_tags` and `remove_tags` is kept.',
    minProperties: 1,
  });

const filter = referTo(savedFilterSchema)
  .refine((conditions) => Object.keys(conditions).length > 0, { message: 'must have at least one condition' })
  .meta({
    description: `Replaces \`ticket_ids\`. Selects all tickets that match the filters of \`GET /tickets\` now, at most ${MAX_BULK_TICKETS}.`,
    minProperties: 1,
  });

export const bulkRequestSchema = z
  .strictObject({
    ticket_ids: z.array(id).min(1).max(MAX_BULK_TICKETS).optional(),
    filter: filter.optional(),
    versions: z.record(z.string(), versionFrom(1)).optional().meta({
      description:
        'The versions that you expect, by the ids or numbers in `ticket_ids`. A ticket with a newer version is refused. A ticket without a version here is always changed.',
    }),
    change: changeSchema,
  })
  .refine(({ ticket_ids, filter }) => ticket_ids !== undefined || filter !== undefined, {
    path: ['ticket_ids'],
    message: 'is required if there is no filter',
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
      'The tickets to change, by exactly one of `ticket_ids` and `filter`, and the change to make.',
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
              description:
                '`unchanged`: the ticket already had these values. `refused`: nothing was changed, and `code` says why.',
            }),
            code: z
              .string()
              .nullable()
              .meta({ description: 'Error code, as in a problem. Clients can branch on it.' }),
            detail: z.string().nullable(),
          })
          .meta({ id: 'BulkResult' }),
      )
      .meta({
        description:
          'Results of the tickets processed so far, in the order of `ticket_ids`. With a filter, the oldest ticket comes first.',
      }),
  })
  .meta({ id: 'BulkReport' });
