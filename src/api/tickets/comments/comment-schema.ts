import { z } from 'zod';
import { REDACTION_PLACES, REDACTION_TEXT } from '../../../domain/tickets/redaction.js';
import { MAX_SEND_DAYS } from '../../../domain/tickets/comments/scheduled-comments.js';
import { COMMENT_LENGTH } from '../../../domain/ticket-fields.js';
import { actorRef, characters, id, instant, instantInput, personRef, text } from '../../http/fields.js';
import { fileId, fileIds } from '../../files/schema.js';
import { listFields, listQuery, longPageSize } from '../../http/paging.js';
import { parameterName } from '../../http/shared-parameters.js';
import { activityAction } from '../enums.js';
import { attachmentSchema, senderUnproven } from '../part-schemas.js';
import { ticketParams } from '../fields.js';

const commentFields = z.strictObject({
  body: text(COMMENT_LENGTH),
  is_internal: z.boolean().default(false).meta({ description: 'True for a note that only staff can read.' }),
});

/** A comment of a bulk change is sent at once. */
export const bulkCommentSchema = commentFields.extend({}).meta({ id: 'BulkComment' });

export const newCommentSchema = commentFields
  .extend({
    file_ids: fileIds,
    seen_event_id: id.optional().meta({
      description: 'The last event that you have seen. If another person has commented since, you get 409.',
    }),
    send_at: instantInput.optional().meta({
      description: `For public comments of staff: when it is sent, at most ${MAX_SEND_DAYS} days ahead. Until then only staff see it. Sent at once if omitted.`,
    }),
  })
  .refine(({ is_internal, send_at }) => !is_internal || send_at === undefined, {
    path: ['send_at'],
    message: 'is only for public comments',
  })
  .meta({ id: 'NewComment', example: { body: 'It works again since I changed the cable.' } });

export const commentSchema = z
  .object({
    id: z.string(),
    author: personRef,
    body: z.string(),
    is_internal: z.boolean(),
    sender_unproven: senderUnproven,
    attachments: z.array(attachmentSchema).meta({ description: 'Same as `files`', deprecated: true }),
    files: z.array(attachmentSchema),
    send_at: instant.optional().meta({
      description: 'When the comment becomes public. Omitted for all others. Returned to staff only.',
    }),
    is_automatic: z.literal(true).optional().meta({
      description: 'No person wrote it: it quotes public articles. Omitted for all others.',
    }),
    created_at: instant,
    edited_at: instant.nullable().meta({ description: 'When the text was last edited. Null if never.' }),
    deleted_at: instant
      .nullable()
      .meta({ description: 'When the comment was deleted, with its text and files. Null if it was not.' }),
    // Not nullable(): the document would ask null to be a person as well.
    deleted_by: z.union([personRef, z.null()]),
    is_taken_back: z.literal(true).optional().meta({
      description: 'It was deleted before it was sent. Omitted for all others.',
    }),
    version: z.int().meta({ description: 'Increases with every change. Send it as ETag in `If-Match`.' }),
  })
  .meta({ id: 'Comment' });

export const commentParams = ticketParams.extend({
  comment: z.string().meta({
    description: 'Comment id',
    example: '0195569e-7c00-7000-8000-000000000042',
    ...parameterName('CommentId'),
  }),
});

export const commentEditSchema = z
  .strictObject({ body: text(COMMENT_LENGTH) })
  .meta({ id: 'CommentEdit', example: { body: 'It works again since I changed the other cable.' } });

export const commentVersionsSchema = z
  .object({
    versions: z.array(
      z
        .object({ body: z.string(), at: instant, by: personRef })
        .meta({ id: 'CommentVersion', description: 'A text of the comment, with its author and time' }),
    ),
  })
  .meta({ id: 'CommentVersions' });

/** Talk and trails are mostly short and read whole. */
export const talkQuerySchema = z.strictObject(listQuery(longPageSize));

export const commentsSchema = z
  .object({ comments: z.array(commentSchema), ...listFields })
  .meta({ id: 'CommentList' });

export const activitiesSchema = z
  .object({
    activities: z.array(
      z
        .object({
          id: z.string(),
          at: instant,
          actor: actorRef,
          action: activityAction,
          details: z
            .record(z.string(), z.unknown())
            .meta({ description: '`{from, to}` for changed values, plain values for other details.' }),
        })
        .meta({ id: 'Activity' }),
    ),
    ...listFields,
  })
  .meta({ id: 'ActivityList' });

export const newRedactionSchema = z
  .union([
    z.strictObject({
      text: characters(REDACTION_TEXT).meta({
        description: 'The exact text to remove, including case and spaces',
      }),
    }),
    z.strictObject({ file_id: fileId.meta({ description: 'A file of the comment or the ticket' }) }),
  ])
  .meta({ id: 'NewRedaction', example: { text: 'correct horse battery staple' } });

export const redactionParams = z.object({ redaction: z.string() });

const count = z.int().min(0);

export const redactionSchema = z
  .object({
    redaction: z
      .object({
        id: z.string(),
        ticket_id: z.string(),
        comment_id: z.string().nullable().meta({ description: 'Null for the ticket itself' }),
        file_id: z.string().nullable().meta({ description: 'The redacted file. Null for a text.' }),
        state: z.enum(['running', 'done', 'failed']).meta({
          description: '`failed`: the server’s secret changed while the job ran. Redact again.',
        }),
        places: z
          .object(
            Object.fromEntries(REDACTION_PLACES.map((place) => [place, count])) as Record<
              (typeof REDACTION_PLACES)[number],
              typeof count
            >,
          )
          .meta({
            description:
              'Number of texts, mails and files redacted so far. `files_left` lists files that contain the text but were not changed. Redact them by `file_id`. `articles` are texts in articles that were made of the tickets, with their versions.',
          }),
        requested_by: z.object({ id: z.string() }),
        requested_at: instant,
        finished_at: instant.nullable(),
      })
      .meta({ id: 'Redaction' }),
  })
  .meta({ id: 'RedactionAnswer' });
