import { DomainError } from '../../domain/errors.js';
import type { Actor } from '../../domain/access/actor.js';
import { isForEverybody } from '../../domain/knowledge/article.js';
import type { ArticleRequest, SuggestedArticle } from '../../ports/assist/article-suggestions.js';
import { suggestArticles, type SearchDeps } from '../knowledge/search/search-knowledge.js';

const MAX_CANDIDATES = 20;

/** Suggests articles of the knowledge base. An API key without the scope for articles gets none. */
export async function suggestFromKnowledge(
  deps: SearchDeps,
  actor: Actor,
  { title, description, limit, isForRequester }: ArticleRequest,
): Promise<readonly SuggestedArticle[]> {
  try {
    // Internal ones are left out afterwards.
    const candidates = isForRequester ? MAX_CANDIDATES : limit;
    const found = await suggestArticles(deps, actor, { text: `${title}\n${description}`, limit: candidates });
    return found
      .filter(({ view }) => !isForRequester || isForEverybody(view.article))
      .slice(0, limit)
      .map(({ view: { article }, score }) => {
        const { id, title: name, answer, version } = article;
        return { id, title: name, score, text: deps.markdown.toText(answer), version };
      });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'forbidden') return [];
    throw error;
  }
}
