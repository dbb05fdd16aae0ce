import { z } from 'zod';
import { REPLY_NOTICES } from '../../app/assist/reply/draft-reply.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { id, text } from '../http/fields.js';
import { sentiment } from '../tickets/schema.js';
import { sourceFields } from './schema.js';

const LANGUAGE_CODE = '^[a-z]{2}$';
const languageInput = z
  .string()
  .regex(new RegExp(LANGUAGE_CODE, 'u'), 'must be a two-letter code of ISO 639-1, lower case')
  .meta({ pattern: LANGUAGE_CODE, description: 'ISO 639-1, lower case', example: 'en' });

export const replyRequestSchema = z
  .strictObject({
    language: languageInput.optional().meta({ description: 'Omit it for the language of the ticket.' }),
  })
  .meta({ id: 'ReplyRequest', example: {} });

const replySource = z
  .object({
    type: z.enum(['ticket', 'article']),
    id: z.string(),
    number: z.string().nullable().meta({ description: 'Number of the ticket; null for an article' }),
    title: z.string(),
    score: z.number().meta({ description: 'Comparable within one answer only' }),
  })
  .meta({ id: 'ReplySource' });

export const replyDraftSchema = z
  .object({
    draft: z.string().meta({
      description: 'Plain text. Each sentence that states something ends with the number of its source.',
    }),
    language: z.string().meta({ description: 'The language of the draft' }),
    sources: z.array(replySource).meta({ description: 'The sources that the draft names' }),
    notices: z.array(z.enum(REPLY_NOTICES)).meta({
      description:
        '`no_source`: no resolved ticket helps. `sentences_dropped`: some had no proof. `source_gone`: a source was deleted or changed. `other_language`: it is not in the language that you wanted.',
    }),
    confidence: z.number().min(0).max(1),
    ...sourceFields,
  })
  .meta({ id: 'ReplyDraft' });

const messageInsight = z
  .object({
    comment_id: z.string().nullable().meta({ description: 'Null for the description of the ticket' }),
    language: z.string(),
    sentiment,
  })
  .meta({ id: 'MessageInsight' });

export const ticketOverviewSchema = z
  .object({
    summary: z.string(),
    next_steps: z.array(z.string()),
    messages: z.array(messageInsight).meta({ description: 'Of the description and the latest comments' }),
    ...sourceFields,
  })
  .meta({ id: 'TicketOverview' });

export const translationRequestSchema = z
  .strictObject({
    to: languageInput,
    comment_id: id.optional(),
    text: text(COMMENT_LENGTH).optional(),
  })
  .refine(({ comment_id: comment, text: given }) => comment === undefined || given === undefined, {
    message: 'cannot be given with comment_id',
    path: ['text'],
  })
  .meta({
    id: 'TranslationRequest',
    description: 'Translates a comment, a text of yours, or otherwise the description.',
    example: { to: 'en' },
  });

export const translationSchema = z
  .object({
    text: z.string(),
    from: z.string(),
    to: z.string(),
    is_cut: z.boolean().meta({ description: 'True if only the beginning was translated' }),
    ...sourceFields,
  })
  .meta({ id: 'Translation' });
