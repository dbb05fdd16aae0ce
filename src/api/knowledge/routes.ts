import {
  listArticles,
  readArticle,
  viewArticle,
  type ArticleView,
} from '../../app/knowledge/read-articles.js';
import type { Reader } from '../../app/knowledge/reader.js';
import { createArticle, deleteArticle, editArticle } from '../../app/knowledge/write-article.js';
import type { ApiDeps } from '../deps.js';
import { presentPage } from '../http/paging.js';
import { openRoute, reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import {
  presentArticle,
  presentSummary,
  toArticleChanges,
  toArticleQuery,
  toNewArticle,
} from './presenter.js';
import {
  articleEditSchema,
  articleListSchema,
  articleParams,
  articleQuerySchema,
  articleSchema,
  newArticleSchema,
} from './schema.js';

export const KNOWLEDGE = '/api/v1/knowledge';
export const ONE_ARTICLE = `${KNOWLEDGE}/{article}`;
export const KNOWLEDGE_TAG = 'knowledge';

export const ARTICLE_RESPONSE = {
  description: 'The article',
  schema: articleSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** The articles of the knowledge base. */
export function articleRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), createRoute(deps), readRoute(deps), editRoute(deps), deleteRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return openRoute({
    method: 'get',
    path: KNOWLEDGE,
    tag: KNOWLEDGE_TAG,
    operationId: 'listArticles',
    summary: 'List articles',
    description:
      'Published public articles without sign-in, unless the settings demand it. Staff see all articles.',
    action: 'article.read',
    limit: 'knowledge',
    request: { query: articleQuerySchema },
    responses: { 200: { description: 'A page of articles, newest first', schema: articleListSchema } },
    handle: async ({ query }, { actor }) => {
      const page = await listArticles(deps, actor, toArticleQuery(query));
      const articles = page.items.map((view) => presentSummary(view, actor));
      return reply(200, { articles, ...presentPage(page, query.page_size) });
    },
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: KNOWLEDGE,
    tag: KNOWLEDGE_TAG,
    operationId: 'createArticle',
    summary: 'Create an article',
    action: 'article.edit',
    creates: true,
    request: { body: newArticleSchema },
    responses: {
      201: { ...ARTICLE_RESPONSE, headers: { ...ARTICLE_RESPONSE.headers, Location: 'Where it is' } },
    },
    problems: ['duplicate'],
    handle: async ({ body }, doer) => {
      const made = await createArticle(deps, doer, toNewArticle(body), doer.newResourceId);
      const view = await viewArticle(deps, doer.actor, made);
      return answerArticle(deps, 201, view, doer.actor, { Location: `${KNOWLEDGE}/${made.id}` });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return openRoute({
    method: 'get',
    path: ONE_ARTICLE,
    tag: KNOWLEDGE_TAG,
    operationId: 'getArticle',
    summary: 'Get an article',
    description: 'Counts the reader once a day.',
    action: 'article.read',
    limit: 'knowledge',
    request: { params: articleParams },
    responses: { 200: ARTICLE_RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor, address }) =>
      answerArticle(deps, 200, await readArticle(deps, actor, params.article, address), actor),
  });
}

function editRoute(deps: ApiDeps): Route {
  return route({
    method: 'patch',
    path: ONE_ARTICLE,
    tag: KNOWLEDGE_TAG,
    operationId: 'updateArticle',
    summary: 'Update an article',
    description: 'Makes a new version. An archived article becomes a draft before it is published again.',
    action: 'article.edit',
    isVersioned: true,
    demandsVersion: true,
    request: { params: articleParams, body: articleEditSchema },
    responses: { 200: ARTICLE_RESPONSE },
    problems: ['not_found', 'duplicate', 'illegal_transition'],
    handle: async ({ params, body }, doer) => {
      const changes = toArticleChanges(body);
      const article = await editArticle(deps, doer, params.article, changes, doer.expectedVersion);
      return answerArticle(deps, 200, await viewArticle(deps, doer.actor, article), doer.actor);
    },
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: ONE_ARTICLE,
    tag: KNOWLEDGE_TAG,
    operationId: 'deleteArticle',
    summary: 'Delete an article',
    description: 'With its versions and feedback. Archive it instead if people may still need it.',
    action: 'article.delete',
    isVersioned: true,
    demandsVersion: true,
    request: { params: articleParams },
    responses: { 204: { description: 'It is gone', schema: null } },
    problems: ['not_found'],
    handle: async ({ params }, doer) => {
      await deleteArticle(deps, doer, params.article, doer.expectedVersion);
      return reply(204, null);
    },
  });
}

/** The article with its version as ETag. */
export function answerArticle<const S extends number>(
  deps: Pick<ApiDeps, 'markdown'>,
  status: S,
  view: ArticleView,
  reader: Reader,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentArticle(deps, view, reader), { ...headers, ETag: etag(view.article.version) });
}
