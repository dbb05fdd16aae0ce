import { isForEverybody, type Article } from '../../../domain/knowledge/article.js';
import type { MarkdownRenderer } from '../../../ports/knowledge/markdown.js';
import type { SearchDocument } from '../../../ports/search-index.js';

/** Characters that are embedded: title and question first, and the answer as far as it fits. */
const MAX_MEANING = 1_500;

/** The words of an article for an index; null for an archived one, which no search finds. */
export function articleDocument(markdown: MarkdownRenderer, article: Article): SearchDocument | null {
  const { id, language, title, question, keywords, state } = article;
  if (state === 'archived') return null;
  return {
    ...{ id, language, title, question, keywords },
    isForEverybody: isForEverybody(article),
    isPublished: state === 'published',
    text: markdown.toText(article.answer),
  };
}

/** What an article is about, for an embedder. */
export function meaningOf({ title, question, keywords, text }: SearchDocument): string {
  return [title, question, keywords.join(', '), text].join('\n').slice(0, MAX_MEANING);
}
