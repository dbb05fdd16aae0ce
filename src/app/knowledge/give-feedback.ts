import type { AppDeps } from '../deps.js';
import { viewArticle, type ArticleView } from './read-articles.js';
import { admitReader, findReadable, pseudonymOf, type Reader } from './reader.js';

type Deps = Pick<AppDeps, 'articles' | 'settings' | 'readerPseudonym' | 'clock'>;

/** What a reader says of an article. */
interface Verdict {
  readonly isHelpful: boolean;
  readonly comment: string | null;
}

/**
 * Records whether an article helped. It replaces what the same reader said before.
 * @throws DomainError `unauthenticated`, `forbidden`, `not_found`
 */
export async function giveFeedback(
  deps: Deps,
  reader: Reader,
  articleId: string,
  { isHelpful, comment, address }: Verdict & { readonly address: string },
): Promise<ArticleView> {
  await admitReader(deps, reader, 'article.rate');
  const article = await findReadable(deps, reader, articleId);
  const pseudonym = pseudonymOf(deps, reader, address);
  await deps.articles.giveFeedback({
    id: `${articleId}.${pseudonym}`,
    articleId,
    reader: pseudonym,
    isVisitor: reader === null,
    isHelpful,
    comment,
    at: deps.clock.now(),
  });
  return viewArticle(deps, reader, article);
}
