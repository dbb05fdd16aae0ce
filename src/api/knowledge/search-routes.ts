import type { z } from 'zod';
import {
  searchKnowledge,
  suggestArticles,
  type KnowledgeResult,
} from '../../app/knowledge/search/search-knowledge.js';
import type { Reader } from '../../app/knowledge/reader.js';
import type { ApiDeps } from '../deps.js';
import { openRoute, reply, type Route } from '../http/route.js';
import { presentSummary } from './presenter.js';
import { KNOWLEDGE, KNOWLEDGE_TAG } from './routes.js';
import {
  knowledgeResultsSchema,
  knowledgeSearchQuerySchema,
  suggestionsSchema,
  suggestQuerySchema,
} from './search-schema.js';

/** The search of the knowledge base. */
export function knowledgeSearchRoutes(deps: ApiDeps): Route[] {
  return [
    openRoute({
      method: 'get',
      path: `${KNOWLEDGE}/search`,
      tag: KNOWLEDGE_TAG,
      operationId: 'searchKnowledge',
      summary: 'List articles that match a search',
      description:
        'By words, their stems and beginnings, with one wrong letter, and by meaning if there is an embedder.',
      action: 'article.read',
      limit: 'knowledge',
      request: { query: knowledgeSearchQuerySchema },
      responses: { 200: { description: 'The articles, best first', schema: knowledgeResultsSchema } },
      handle: async ({ query }, { actor }) => {
        const { q, language, limit } = query;
        const { results, index } = await searchKnowledge(deps, actor, { text: q, language, limit });
        return reply(200, { results: results.map((result) => presentResult(result, actor)), index });
      },
    }),
    openRoute({
      method: 'get',
      path: `${KNOWLEDGE}/suggest`,
      tag: KNOWLEDGE_TAG,
      operationId: 'suggestArticles',
      summary: 'List articles that may answer a text',
      description: 'Published articles only, also for staff.',
      action: 'article.read',
      limit: 'knowledge',
      request: { query: suggestQuerySchema },
      responses: { 200: { description: 'The articles, best first', schema: suggestionsSchema } },
      handle: async ({ query }, { actor }) => {
        const results = await suggestArticles(deps, actor, query);
        return reply(200, { results: results.map((result) => presentResult(result, actor)) });
      },
    }),
  ];
}

function presentResult(
  { view, score, excerpt, matched, matchedBy }: KnowledgeResult,
  reader: Reader,
): z.input<typeof suggestionsSchema>['results'][number] {
  return {
    article: presentSummary(view, reader),
    score: Math.round(score * 1_000) / 1_000,
    excerpt,
    matched_words: [...matched],
    matched_by: [...matchedBy],
  };
}
