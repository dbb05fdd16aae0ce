import {
  translationGroup,
  NO_COUNTS,
  type Article,
  type ArticleCounts,
} from '../../domain/knowledge/article.js';
import type { ArticleQuery } from '../../ports/knowledge/articles.js';
import type { IdPage } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { admitReader, findReadable, mayRead, pseudonymOf, readsAll, type Reader } from './reader.js';

type Deps = Pick<AppDeps, 'articles' | 'settings'>;

/** An article in another language. */
export type Translation = Pick<Article, 'id' | 'language' | 'title'>;

/** An article as its reader sees it. */
export interface ArticleView {
  readonly article: Article;
  readonly counts: ArticleCounts;
  /** Those that the reader may read. */
  readonly translations: readonly Translation[];
}

/** Lists the articles that the reader may read, newest first. @throws DomainError `unauthenticated`, `forbidden` */
export async function listArticles(
  deps: Deps,
  reader: Reader,
  query: Omit<ArticleQuery, 'isForEverybody'>,
): Promise<IdPage<ArticleView>> {
  await admitReader(deps, reader);
  const page = await deps.articles.list({ ...query, isForEverybody: !readsAll(reader) });
  return { ...page, items: await viewArticles(deps, reader, page.items) };
}

/**
 * Returns an article and counts the reader once a day.
 * @throws DomainError `unauthenticated`, `forbidden`, `not_found`
 */
export async function readArticle(
  deps: Deps & Pick<AppDeps, 'readerPseudonym' | 'clock' | 'logger'>,
  reader: Reader,
  id: string,
  address: string,
): Promise<ArticleView> {
  await admitReader(deps, reader);
  const article = await findReadable(deps, reader, id);
  if (article.state === 'published') {
    const day = deps.clock.now().toISOString().slice(0, 10);
    // Reading matters more than counting.
    await deps.articles
      .countView(id, pseudonymOf(deps, reader, address), day)
      .catch((error: unknown) => deps.logger.warn({ err: error, article: id }, 'view not counted'));
  }
  return viewArticle(deps, reader, article);
}

export async function viewArticle(
  deps: Pick<AppDeps, 'articles'>,
  reader: Reader,
  article: Article,
): Promise<ArticleView> {
  const [view] = await viewArticles(deps, reader, [article]);
  return view ?? { article, counts: NO_COUNTS, translations: [] };
}

/** Adds counts and translations, for all articles at once. */
export async function viewArticles(
  { articles }: Pick<AppDeps, 'articles'>,
  reader: Reader,
  found: readonly Article[],
): Promise<readonly ArticleView[]> {
  if (found.length === 0) return [];
  const groups = [...new Set(found.map(translationGroup))];
  const [counts, related] = await Promise.all([
    articles.counts(found.map(({ id }) => id)),
    articles.translations(groups),
  ]);
  return found.map((article) => ({
    article,
    counts: counts.get(article.id) ?? NO_COUNTS,
    translations: related
      .filter((other) => other.id !== article.id && translationGroup(other) === translationGroup(article))
      .filter((other) => mayRead(reader, other))
      .map(({ id, language, title }) => ({ id, language, title })),
  }));
}
