import { categorizeText } from '../../app/assist/categorize.js';
import { converse, readConversation } from '../../app/assist/create/converse.js';
import { confirmDraft } from '../../app/assist/create/file-ticket.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { presentConversation, presentSource } from './presenter.js';
import {
  categorizeSchema,
  categorySuggestionSchema,
  conversationParams,
  conversationSchema,
  draftEditsSchema,
  ticketMessageSchema,
} from './schema.js';

const CONVERSATION = { description: 'The conversation', schema: conversationSchema } as const;

/** From free text to a ticket. */
export function assistRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/ai/categorize',
      tag: 'ai',
      operationId: 'categorizeText',
      summary: 'Get the category, priority, type and skills of a text',
      description: 'Asks the triage model. No ticket is created.',
      action: 'ai.categorize',
      limit: 'ai',
      request: { body: categorizeSchema },
      responses: { 200: { description: 'The suggestion', schema: categorySuggestionSchema } },
      handle: async ({ body }, { actor }) => {
        const { answer, source } = await categorizeText(deps, actor, body);
        const { category, priority, ticketType, requiredSkills, language, sentiment, confidence } = answer;
        return reply(200, {
          ...{ category, priority, type: ticketType, required_skills: [...requiredSkills] },
          ...{ language, sentiment, confidence },
          ...presentSource(source),
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/tickets/ai',
      tag: 'ai',
      operationId: 'createTicketConversation',
      summary: 'Create or continue a conversation about a new ticket',
      description:
        'Returns a draft, at most two questions, and similar tickets. No ticket is created before you confirm, unless `auto` is true.',
      action: 'ai.converse',
      limit: 'ai',
      creates: true,
      request: { body: ticketMessageSchema },
      responses: { 200: CONVERSATION },
      problems: ['not_found', 'illegal_transition', 'version_conflict'],
      handle: async ({ body }, { actor, newResourceId: newId }) => {
        const { text, conversation_id: conversationId, auto: isAuto = false } = body;
        const view = await converse(deps, actor, { text, conversationId, newId, isAuto });
        return reply(200, await presentConversation(deps, actor, view));
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/tickets/ai/{conversation}',
      tag: 'ai',
      operationId: 'getTicketConversation',
      summary: 'Get a conversation about a new ticket',
      action: 'ai.converse',
      request: { params: conversationParams },
      responses: { 200: CONVERSATION },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        const view = await readConversation(deps, actor, params.conversation);
        return reply(200, await presentConversation(deps, actor, view));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/tickets/ai/{conversation}/confirm',
      tag: 'ai',
      operationId: 'confirmTicketConversation',
      summary: 'Create the ticket of a conversation',
      description:
        'Creates the ticket from the draft and your changes. A repetition returns the same ticket.',
      action: 'ai.converse',
      request: { params: conversationParams, body: draftEditsSchema },
      responses: { 200: CONVERSATION },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor }) => {
        const filed = await confirmDraft(deps, actor, params.conversation, body);
        return reply(200, await presentConversation(deps, actor, { ...filed, duplicates: [], articles: [] }));
      },
    }),
  ];
}
