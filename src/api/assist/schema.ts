import { z } from 'zod';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../../domain/ticket-fields.js';
import { id, lineOfText, orNull, text } from '../http/fields.js';
import { fileAnalysisSchema, fileId, fileIds } from '../files/schema.js';
import { parameterName } from '../http/shared-parameters.js';
import { category, priority, status } from '../tickets/enums.js';
import { description, title } from '../tickets/fields.js';
import { sentiment, ticketSchema } from '../tickets/schema.js';

const languageCode = z.string().meta({ description: 'ISO 639-1, lower case' });

/** Who answered. */
export const sourceFields = {
  provider: z.string().meta({ description: '`local` for the built-in rules' }),
  model: z.string(),
  is_fallback: z.boolean().meta({
    description: 'True if the configured provider failed and the built-in rules answered.',
  }),
};

export const categorizeSchema = z
  .strictObject({
    title: lineOfText({ min: 1, max: TITLE_LENGTH.max }).optional(),
    text: text(DESCRIPTION_LENGTH),
  })
  .meta({ id: 'TextToCategorize', example: { text: 'The VPN drops every ten minutes.' } });

export const categorySuggestionSchema = z
  .object({
    category: z.string(),
    priority,
    type: z.string(),
    required_skills: z.array(z.string()),
    language: languageCode,
    sentiment,
    confidence: z.number().min(0).max(1),
    ...sourceFields,
  })
  .meta({ id: 'CategorySuggestion' });

export const fileToAnalyseSchema = z
  .strictObject({ file_id: fileId })
  .meta({ id: 'FileToAnalyse', example: { file_id: '01a2312c-7637-7a3a-9fb7-1c2ed7eda2bc' } });

export const analysedFileSchema = fileAnalysisSchema
  .extend({ suggestion: orNull(categorySuggestionSchema) })
  .meta({
    id: 'AnalysedFile',
    description: 'Null and empty until its text was read. `suggestion` is what triage says of the text.',
  });

export const ticketMessageSchema = z
  .strictObject({
    text: text(DESCRIPTION_LENGTH),
    conversation_id: id.optional().meta({
      description: 'The conversation that the message continues. Omit it to start a new one.',
    }),
    file_ids: fileIds,
    auto: z.boolean().optional().meta({
      description: 'True to create the ticket at once, without questions and confirmation.',
    }),
  })
  .meta({ id: 'TicketMessage', example: { text: 'Since this morning the VPN drops every ten minutes.' } });

const draftSchema = z
  .object({ title: z.string(), description: z.string(), category: z.string(), priority })
  .meta({ id: 'TicketDraft' });

export const draftEditsSchema = z
  .strictObject({
    title: title.optional(),
    description: description.optional(),
    category: category.optional(),
    priority: priority.optional(),
  })
  .meta({
    id: 'TicketDraftEdits',
    description: 'The fields of the draft that you change. Omitted ones stay as drafted.',
    example: { priority: 'high' },
  });

const duplicateSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    status,
    score: z.number().meta({ description: 'Comparable within one answer only' }),
  })
  .meta({ id: 'PossibleDuplicate' });

const suggestedArticleSchema = z
  .object({ id: z.string(), title: z.string(), score: z.number() })
  .meta({ id: 'SuggestedArticle' });

export const CONVERSATION_STATES = ['asking', 'ready', 'filed'] as const;

export const conversationSchema = z
  .object({
    conversation_id: z.string(),
    state: z.enum(CONVERSATION_STATES).meta({
      id: 'ConversationState',
      description:
        '`asking`: questions are open. `ready`: the draft waits for your confirmation. `filed`: it is a ticket.',
    }),
    questions: z.array(z.string()).meta({ description: 'At most two in one conversation' }),
    draft: draftSchema,
    duplicates: z.array(duplicateSchema).meta({ description: 'Similar tickets that you may read' }),
    articles: z.array(suggestedArticleSchema).meta({ description: 'Articles that may help' }),
    ticket: orNull(ticketSchema),
    language: languageCode,
    expires_at: z.iso.datetime().meta({ description: 'The conversation is deleted then.' }),
    ...sourceFields,
  })
  .meta({ id: 'TicketConversation' });

export const conversationParams = z.object({
  conversation: z.string().meta({ description: 'Conversation id', ...parameterName('ConversationId') }),
});
