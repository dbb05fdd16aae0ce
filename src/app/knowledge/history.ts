import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { ArticleFeedback, ArticleVersion } from '../../ports/knowledge/articles.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { findReadable } from './reader.js';

type Deps = Pick<AppDeps, 'articles'>;

/** The versions of an article, newest first. @throws DomainError `forbidden`, `not_found` */
export async function listVersions(
  deps: Deps,
  actor: Actor,
  id: string,
  page: PageRequest,
): Promise<IdPage<ArticleVersion>> {
  authorize(actor, 'article.read_internal');
  await findReadable(deps, actor, id);
  return deps.articles.versions(id, page);
}

/** What readers said of an article. @throws DomainError `forbidden`, `not_found` */
export async function listFeedback(
  deps: Deps,
  actor: Actor,
  id: string,
  page: PageRequest,
): Promise<IdPage<ArticleFeedback>> {
  authorize(actor, 'article.read_internal');
  await findReadable(deps, actor, id);
  return deps.articles.feedback(id, page);
}
