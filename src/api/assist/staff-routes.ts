import { draftReply } from '../../app/assist/reply/draft-reply.js';
import { summariseTicket } from '../../app/assist/summary/summarise-ticket.js';
import { translateMessage } from '../../app/assist/translate/translate-message.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { ticketParams } from '../tickets/fields.js';
import { presentSource } from './presenter.js';
import {
  replyDraftSchema,
  replyRequestSchema,
  ticketOverviewSchema,
  translationRequestSchema,
  translationSchema,
} from './staff-schema.js';

const PATH = '/api/v1/tickets/{ticket}/ai';

/** Help for the people who answer. Nothing of it is stored or sent. */
export function staffAssistRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/reply`,
      tag: 'ai',
      operationId: 'draftReply',
      summary: 'Get a draft of a reply',
      description: 'Drafts a reply from similar resolved tickets and names them. Nothing is sent.',
      action: 'ai.help_staff',
      limit: 'ai',
      request: { params: ticketParams, body: replyRequestSchema },
      responses: { 200: { description: 'The draft', schema: replyDraftSchema } },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor }) => {
        const drafted = await draftReply(deps, actor, params.ticket, body.language);
        const { draft, language, notices, confidence, source } = drafted;
        return reply(200, {
          ...{ draft, language, notices: [...notices], confidence },
          sources: drafted.sources.map(({ type, id, number, title, score }) => ({
            ...{ type, id, number, title, score },
          })),
          ...presentSource(source),
        });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/summary`,
      tag: 'ai',
      operationId: 'getTicketSummary',
      summary: 'Get a summary of a ticket',
      description:
        'With next steps, and with language and sentiment of each message. It includes internal notes.',
      action: 'ai.help_staff',
      limit: 'ai',
      request: { params: ticketParams },
      responses: { 200: { description: 'The summary', schema: ticketOverviewSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        const { summary, nextSteps, messages, source } = await summariseTicket(deps, actor, params.ticket);
        return reply(200, {
          ...{ summary, next_steps: [...nextSteps] },
          messages: messages.map(({ commentId, language, sentiment }) => ({
            ...{ comment_id: commentId, language, sentiment },
          })),
          ...presentSource(source),
        });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/translate`,
      tag: 'ai',
      operationId: 'translateMessage',
      summary: 'Get a translation of a message',
      description: 'Needs a provider: the built-in rules do not translate. Nothing is stored.',
      action: 'ai.help_staff',
      limit: 'ai',
      request: { params: ticketParams, body: translationRequestSchema },
      responses: { 200: { description: 'The translation', schema: translationSchema } },
      problems: ['not_found', 'model_unavailable', 'model_answer_invalid', 'model_rejected'],
      handle: async ({ params, body }, { actor }) => {
        const { to, text, comment_id: commentId } = body;
        const translation = await translateMessage(deps, actor, params.ticket, { to, text, commentId });
        const { isCut, source, ...rest } = translation;
        return reply(200, { ...rest, is_cut: isCut, ...presentSource(source) });
      },
    }),
  ];
}
