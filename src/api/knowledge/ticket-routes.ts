import { articleOfTicket } from '../../app/knowledge/article-of-ticket.js';
import { viewArticle } from '../../app/knowledge/read-articles.js';
import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../http/route.js';
import { ticketParams } from '../tickets/schema.js';
import { answerArticle, ARTICLE_RESPONSE, KNOWLEDGE, KNOWLEDGE_TAG } from './routes.js';

/** Articles that are made of tickets. */
export function articleOfTicketRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/tickets/{ticket}/knowledge',
      tag: KNOWLEDGE_TAG,
      operationId: 'createArticleOfTicket',
      summary: 'Create a draft article of a resolved ticket',
      description:
        'An internal draft of the question and the public answers of staff. Secrets, addresses, numbers and the requester are masked. Read it before you publish it.',
      action: 'article.create_of_ticket',
      creates: true,
      request: { params: ticketParams },
      responses: {
        201: { ...ARTICLE_RESPONSE, headers: { ...ARTICLE_RESPONSE.headers, Location: 'Where it is' } },
      },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params }, doer) => {
        const made = await articleOfTicket(deps, doer, params.ticket, doer.newResourceId);
        const view = await viewArticle(deps, doer.actor, made);
        return answerArticle(deps, 201, view, doer.actor, { Location: `${KNOWLEDGE}/${made.id}` });
      },
    }),
  ];
}
