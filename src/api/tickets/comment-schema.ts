import { z } from 'zod';
import { EVENT_TYPES } from '../../domain/tickets/events.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { instant, personRef, text } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { attachmentSchema, senderUnproven, ticketParams } from './schema.js';

export const newCommentSchema = z
  .strictObject({
    body: text(COMMENT_LENGTH),
    is_internal: z
      .boolean()
      .default(false)
      .meta({ description: 'True for a note that only staff may read.' }),
  })
  .meta({ id: 'NewComment', example: { body: 'It works again since I changed the cable.' } });

export const commentSchema = z
  .object({
    id: z.string(),
    author: personRef,
    body: z.string(),
    is_internal: z.boolean(),
    sender_unproven: senderUnproven,
    attachments: z.array(attachmentSchema).meta({ description: 'The same as `files`', deprecated: true }),
    files: z.array(attachmentSchema),
    created_at: instant,
    edited_at: instant.nullable().meta({ description: 'When its text was last changed; null for never' }),
    deleted_at: instant.nullable().meta({ description: 'Its text and files are gone then; null for others' }),
    // Not nullable(): the document would ask null to be a person as well.
    deleted_by: z.union([personRef, z.null()]),
    version: z.int().meta({ description: 'Grows with every change; its ETag for `If-Match`' }),
  })
  .meta({ id: 'Comment' });

export const commentParams = ticketParams.extend({
  comment: z.string().meta({ description: 'Its id', example: '0195569e-7c00-7000-8000-000000000042' }),
});

export const commentEditSchema = z
  .strictObject({ body: text(COMMENT_LENGTH) })
  .meta({ id: 'CommentEdit', example: { body: 'It works again since I changed the other cable.' } });

export const commentVersionsSchema = z
  .object({
    versions: z.array(
      z
        .object({ body: z.string(), at: instant, by: personRef })
        .meta({ id: 'CommentVersion', description: 'A text of the comment, and who wrote it when' }),
    ),
  })
  .meta({ id: 'CommentVersions' });

/** Talk and trails are mostly short and read whole. */
export const talkQuerySchema = z.strictObject(listQuery(100));

export const commentsSchema = z
  .object({ comments: z.array(commentSchema), ...listFields })
  .meta({ id: 'Comments' });

export const activitiesSchema = z
  .object({
    activities: z.array(
      z
        .object({
          id: z.string(),
          at: instant,
          actor: z.object({ type: z.enum(['user', 'system', 'ai']), id: z.string(), name: z.string() }),
          action: z.enum(EVENT_TYPES),
          details: z
            .record(z.string(), z.unknown())
            .meta({ description: '`{from, to}` for what changed, plain values for what is said with it.' }),
        })
        .meta({ id: 'Activity' }),
    ),
    ...listFields,
  })
  .meta({ id: 'Activities' });
