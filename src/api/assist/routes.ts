import { analyseFile } from '../../app/assist/analyse-file.js';
import { categorizeText } from '../../app/assist/categorize.js';
import { converse, readConversation } from '../../app/assist/create/converse.js';
import { confirmDraft } from '../../app/assist/create/file-ticket.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { presentAnalysis } from '../files/presenter.js';
import { presentConversation, presentSuggestion } from './presenter.js';
import {
  analysedFileSchema,
  categorizeSchema,
  categorySuggestionSchema,
  conversationParams,
  conversationSchema,
  draftEditsSchema,
  fileToAnalyseSchema,
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
        return reply(200, presentSuggestion(await categorizeText(deps, actor, body)));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/ai/analyze-file',
      tag: 'ai',
      operationId: 'analyzeFile',
      summary: 'Get the analysis of a file with a triage of its text',
      description:
        'Waits up to eight seconds for the text of a file that was just uploaded. No ticket is created.',
      action: 'ai.analyse_file',
      limit: 'ai',
      request: { body: fileToAnalyseSchema },
      responses: { 200: { description: 'The analysis', schema: analysedFileSchema } },
      handle: async ({ body }, { actor }) => {
        const { file, triage } = await analyseFile(deps, actor, body.file_id);
        const suggestion = triage === null ? null : presentSuggestion(triage);
        return reply(200, { ...presentAnalysis(file), suggestion });
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
        const { text, conversation_id: conversationId, file_ids: fileIds = [], auto: isAuto = false } = body;
        const view = await converse(deps, actor, { text, fileIds, conversationId, newId, isAuto });
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
