import { readKnowledgeGaps, type KnowledgeGap } from '../../app/knowledge/gaps/read-gaps.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { knowledgeGapsQuerySchema, knowledgeGapsSchema } from './gap-schema.js';
import { KNOWLEDGE, KNOWLEDGE_TAG } from './routes.js';

/** Ticket numbers of a gap, the newest ones. */
const SHOWN = 10;

/** What is asked and has no article. */
export function knowledgeGapRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: `${KNOWLEDGE}/gaps`,
      tag: KNOWLEDGE_TAG,
      operationId: 'listKnowledgeGaps',
      summary: 'List questions of a week that no article answers',
      description:
        'Groups of at least three tickets with similar titles, the largest first, and searches without a result. The newest 2,000 tickets of the week are compared.',
      action: 'knowledge_gap.read',
      request: { query: knowledgeGapsQuerySchema },
      responses: { 200: { description: 'The questions', schema: knowledgeGapsSchema } },
      handle: async ({ query }, { actor }) => {
        const { from, to, tickets, gaps, searches } = await readKnowledgeGaps(deps, actor, query.until);
        return reply(200, {
          ...{ since: from.toISOString(), until: to.toISOString(), compared_tickets: tickets },
          questions: gaps.map(presentGap),
          searches: searches.map(({ text, count }) => ({ text, count })),
        });
      },
    }),
  ];
}

function presentGap({ words, tickets, article }: KnowledgeGap) {
  return {
    words: [...words],
    ticket_count: tickets.length,
    tickets: tickets.slice(0, SHOWN).map(({ number }) => number),
    categories: [...new Set(tickets.map(({ category }) => category))].slice(0, SHOWN),
    unhelpful_article:
      article === null
        ? null
        : {
            ...{ id: article.id, title: article.title },
            ...{ helpful_count: article.helpful, not_helpful_count: article.notHelpful },
          },
  };
}
