import { z } from 'zod';
import { EVENT_TYPES } from '../../domain/tickets/events.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { actorRef, instant, personRef, text } from '../http/fields.js';
import { listFields, listQuery, longPageSize } from '../http/paging.js';
import { attachmentSchema, senderUnproven } from './schema.js';

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
    attachments: z.array(attachmentSchema),
    created_at: instant,
  })
  .meta({ id: 'Comment' });

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
          action: z.enum(EVENT_TYPES),
          details: z
            .record(z.string(), z.unknown())
            .meta({ description: '`{from, to}` for what changed, plain values for what is said with it.' }),
        })
        .meta({ id: 'Activity' }),
    ),
    ...listFields,
  })
  .meta({ id: 'ActivityList' });
