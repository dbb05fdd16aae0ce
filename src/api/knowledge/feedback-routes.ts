import { giveFeedback } from '../../app/knowledge/give-feedback.js';
import { listFeedback } from '../../app/knowledge/history.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { openRoute, reply, route, type Route } from '../http/route.js';
import { presentFeedback } from './presenter.js';
import { answerArticle, ARTICLE_RESPONSE, KNOWLEDGE_TAG, ONE_ARTICLE } from './routes.js';
import { articleParams, feedbackListSchema, listOnlyQuerySchema, newFeedbackSchema } from './schema.js';

const PATH = `${ONE_ARTICLE}/feedback`;

/** What readers say of an article. */
export function articleFeedbackRoutes(deps: ApiDeps): Route[] {
  return [
    openRoute({
      method: 'post',
      path: PATH,
      tag: KNOWLEDGE_TAG,
      operationId: 'giveArticleFeedback',
      summary: 'Create feedback on an article',
      description: 'It replaces earlier feedback of the same reader. A network counts as one visitor.',
      action: 'article.rate',
      limit: 'knowledge',
      request: { params: articleParams, body: newFeedbackSchema },
      responses: { 200: ARTICLE_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, address }) => {
        const verdict = { isHelpful: body.helpful, comment: body.comment, address };
        return answerArticle(deps, 200, await giveFeedback(deps, actor, params.article, verdict), actor);
      },
    }),
    route({
      method: 'get',
      path: PATH,
      tag: KNOWLEDGE_TAG,
      operationId: 'listArticleFeedback',
      summary: 'List feedback on an article',
      action: 'article.read_internal',
      request: { params: articleParams, query: listOnlyQuerySchema },
      responses: { 200: { description: 'A page of feedback', schema: feedbackListSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const page = await listFeedback(deps, actor, params.article, toPageRequest(query));
        return reply(200, {
          feedback: page.items.map(presentFeedback),
          ...presentPage(page, query.page_size),
        });
      },
    }),
  ];
}
