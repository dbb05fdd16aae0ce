import type { ArticleIndex } from './search/article-index.js';
import type { MarkdownRenderer } from '../../ports/knowledge/markdown.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of the knowledge base. */
export interface KnowledgeDeps extends Pick<
  Repositories,
  'articles' | 'articleLog' | 'articleVectors' | 'deflections' | 'knowledgeGaps'
> {
  /** The search index of this process. */
  readonly articleIndex: ArticleIndex;
  readonly markdown: MarkdownRenderer;
  /** A pseudonym of a text: the same in every process of this installation, and not reversible. */
  readonly readerPseudonym: (text: string) => string;
}
