import { listVersions } from '../../app/knowledge/history.js';
import { viewArticle } from '../../app/knowledge/read-articles.js';
import { revertArticle } from '../../app/knowledge/write-article.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentVersion } from './presenter.js';
import { answerArticle, ARTICLE_RESPONSE, KNOWLEDGE_TAG, ONE_ARTICLE } from './routes.js';
import { articleParams, listOnlyQuerySchema, revertSchema, versionListSchema } from './schema.js';

/** The versions of an article, and the way back to one of them. */
export function articleVersionRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: `${ONE_ARTICLE}/versions`,
      tag: KNOWLEDGE_TAG,
      operationId: 'listArticleVersions',
      summary: 'List versions of an article',
      action: 'article.read_internal',
      request: { params: articleParams, query: listOnlyQuerySchema },
      responses: { 200: { description: 'A page of versions, newest first', schema: versionListSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const page = await listVersions(deps, actor, params.article, toPageRequest(query));
        const versions = page.items.map(presentVersion);
        return reply(200, { versions, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path: `${ONE_ARTICLE}/revert`,
      tag: KNOWLEDGE_TAG,
      operationId: 'revertArticle',
      summary: 'Update an article to an earlier version',
      description: 'Makes a new version of its texts. State, visibility, owner and review day stay.',
      action: 'article.edit',
      isVersioned: true,
      demandsVersion: true,
      request: { params: articleParams, body: revertSchema },
      responses: { 200: ARTICLE_RESPONSE },
      problems: ['not_found', 'duplicate'],
      handle: async ({ params, body }, doer) => {
        const { expectedVersion } = doer;
        const order = { version: body.version, expectedVersion };
        const article = await revertArticle(deps, doer, params.article, order);
        return answerArticle(deps, 200, await viewArticle(deps, doer.actor, article), doer.actor);
      },
    }),
  ];
}
