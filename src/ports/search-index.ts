/** The words of an article as an index takes them. */
export interface SearchDocument {
  readonly id: string;
  /** A language code. The words are stemmed by its rules, if there are any. */
  readonly language: string;
  /** True if every reader may find it. */
  readonly isForEverybody: boolean;
  /** False for drafts, which suggestions leave out. */
  readonly isPublished: boolean;
  readonly title: string;
  readonly question: string;
  readonly keywords: readonly string[];
  /** Plain text. */
  readonly text: string;
}

/** Which documents may be found. The others are left out before the rest is ranked. */
export interface SearchScope {
  readonly onlyForEverybody: boolean;
  readonly onlyPublished: boolean;
  /** A language code; absent for all languages. */
  readonly language?: string | undefined;
}

export interface WordHit {
  readonly id: string;
  readonly score: number;
  /** The share of the words of the query that it has, from 0 to 1. */
  readonly coverage: number;
  /** The words of the index that matched, for {@link SearchIndex.excerpt}. */
  readonly terms: readonly string[];
}

/** A part of a text around its matches, and the words in it that matched, as they are written there. */
export interface Excerpt {
  readonly text: string;
  readonly matched: readonly string[];
}

/** Finds documents by their words: stemmed, by the beginning of a word, and with one wrong letter. */
export interface SearchIndex {
  readonly size: number;
  put(document: SearchDocument): Promise<void>;
  remove(id: string): Promise<void>;
  /** Best first. Texts without words find nothing. */
  search(text: string, scope: SearchScope, limit: number): Promise<readonly WordHit[]>;
  /** The part of the text with the most matches; its beginning without any. */
  excerpt(text: string, language: string, terms: readonly string[]): Excerpt;
}
