import type { ArticleContent } from '../../../domain/knowledge/article.js';

/** An article as a file of an export has it: ids of its translations, and its owner by address. */
export interface ArticleRecord extends Omit<ArticleContent, 'owner'> {
  readonly id: string;
  /** The e-mail address of the owner; null for the managers together; absent if it is not known. */
  readonly owner?: string | null | undefined;
  /** The version that was exported. */
  readonly version: number;
}

/** What a file says of an article. Absent fields stay as they are stored, or have the usual value of a new article. */
export type GivenArticle = Partial<Omit<ArticleRecord, 'id'>> & { readonly id: string };

/** Articles that are exported or imported at once. All of them are in memory. */
export const MAX_TRANSFERRED = 20_000;
