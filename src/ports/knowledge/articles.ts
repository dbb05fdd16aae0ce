import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type {
  Article,
  ArticleContent,
  ArticleCounts,
  ArticleState,
  ArticleVisibility,
} from '../../domain/knowledge/article.js';
import type { IdPage, PageRequest } from '../paging.js';
import type { Revision } from '../revisions.js';

/** Filters of a list of articles. All given ones must match. */
export interface ArticleQuery extends PageRequest {
  /** True leaves out all that is not for everybody. */
  readonly isForEverybody: boolean;
  readonly state?: ArticleState | undefined;
  readonly visibility?: ArticleVisibility | undefined;
  readonly category?: string | undefined;
  readonly language?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly isFeatured?: boolean | undefined;
  /** Published articles with a review day up to this one, as `YYYY-MM-DD`. */
  readonly reviewUntil?: string | undefined;
}

/** One change of an article: `before` is null for a new one, `after` for one that is deleted. */
export interface ArticleChange {
  readonly before: Article | null;
  readonly after: Article | null;
  readonly event: AccountEvent;
}

/** What a version keeps of an article, under the article's id as its name. */
export type ArticleVersionContent = ArticleContent & { readonly name: string; readonly version: number };

/** A version of an article, with its author and time. */
export type ArticleVersion = Revision<ArticleVersionContent>;

/** What a reader said of an article. One per reader; a later one replaces it. */
export interface ArticleFeedback {
  readonly id: string;
  readonly articleId: string;
  /** A pseudonym, so that readers can write openly. */
  readonly reader: string;
  /** True for a reader who is not signed in. Their tickets are unknown, so they are no deflection. */
  readonly isVisitor: boolean;
  readonly isHelpful: boolean;
  readonly comment: string | null;
  readonly at: Date;
}

/** A change of the stored articles, in the order of commit. */
export type ArticleUpdate =
  | { readonly kind: 'written'; readonly article: Article }
  | { readonly kind: 'removed'; readonly id: string }
  /** Nothing has changed for about a second. */
  | { readonly kind: 'none' };

/** Every method @throws DomainError `unavailable` */
export interface ArticleRepository {
  find(id: string): Promise<Article | null>;
  findEach(ids: readonly string[]): Promise<readonly Article[]>;
  list(query: ArticleQuery): Promise<IdPage<Article>>;
  /** The articles of these groups of translations, the groups' first ones included. */
  translations(groups: readonly string[]): Promise<readonly Article[]>;
  /**
   * Writes the change with its version and its event, in one majority transaction.
   * @throws DomainError `duplicate` for an id that exists and for a second translation into a language;
   *   `version_conflict` if it is not at `before.version`.
   */
  commit(change: ArticleChange): Promise<void>;
  version(id: string, version: number): Promise<ArticleVersion | null>;
  /** Newest first. */
  versions(id: string, page: PageRequest): Promise<IdPage<ArticleVersion>>;
  /** Counts for each article, zeros for those without any. */
  counts(ids: readonly string[]): Promise<ReadonlyMap<string, ArticleCounts>>;
  /** Counts a reader once a day, as `YYYY-MM-DD`. */
  countView(articleId: string, reader: string, day: string): Promise<void>;
  /** Replaces what the same reader said before, and counts it. */
  giveFeedback(feedback: ArticleFeedback): Promise<void>;
  /** In the order of ids. */
  feedback(articleId: string, page: PageRequest): Promise<IdPage<ArticleFeedback>>;
}

/** The stored articles as a log for search indexes. */
export interface ArticleLog {
  /** A token for now. */
  newestToken(): Promise<string>;
  /** A page of all articles after this id, in the order of ids. */
  readAll(afterId: string | null, limit: number): Promise<readonly Article[]>;
  count(): Promise<number>;
  /**
   * Calls back with every change after the token, and about every second without one. Resolves when `signal` aborts.
   * @throws LogHistoryLost
   */
  readAfter(
    token: string,
    onUpdate: (update: ArticleUpdate, token: string) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** The stored vector of an article, and the text that it is of. */
export interface ArticleVector {
  readonly articleId: string;
  /** `name@version` of the embedder. */
  readonly model: string;
  /** Tells whether the text is still the same. */
  readonly textHash: string;
  readonly vector: Int8Array;
}

/** Vectors cost much more to make than to read, so every process shares them. */
export interface ArticleVectors {
  findEach(articleIds: readonly string[], model: string): Promise<readonly ArticleVector[]>;
  putEach(vectors: readonly ArticleVector[]): Promise<void>;
}
