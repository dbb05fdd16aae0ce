import { setTimeout as delay } from 'node:timers/promises';
import type { Language } from '../../../domain/languages.js';
import { isForEverybody, type Article } from '../../../domain/knowledge/article.js';
import type { RankedHit } from '../../../domain/knowledge/fuse-ranks.js';
import type { Embedders } from '../../../ports/embedder.js';
import type { ArticleLog, ArticleUpdate, ArticleVectors } from '../../../ports/knowledge/articles.js';
import type { MarkdownRenderer } from '../../../ports/knowledge/markdown.js';
import type { Logger } from '../../../ports/logger.js';
import { LogHistoryLost } from '../../../ports/operations/event-log.js';
import type { Excerpt, SearchIndex, SearchScope, WordHit } from '../../../ports/search-index.js';
import { articleDocument, meaningOf } from './article-document.js';
import { ArticleMeaning } from './article-meaning.js';

interface Parts {
  readonly articleLog: ArticleLog;
  readonly articleVectors: ArticleVectors;
  readonly embedders: Embedders;
  readonly detectLanguage: (text: string) => Promise<Language>;
  readonly markdown: MarkdownRenderer;
  readonly logger: Logger;
  /** Makes an empty index of words. */
  readonly newWords: () => SearchIndex;
}

/** How far the index is. A search answers from what is there in every state. */
export interface IndexState {
  readonly state: 'current' | 'building' | 'behind';
  readonly indexed: number;
  /** Articles to index, while it is built. */
  readonly total: number;
}

/** What is known of an indexed article beside its words. */
type Entry = Pick<Article, 'version' | 'language'> & {
  readonly isForEverybody: boolean;
  readonly isPublished: boolean;
};

interface Generation {
  readonly words: SearchIndex;
  readonly meaning: ArticleMeaning;
  /** By id. Removed articles stay as null, so that an older reading does not bring them back. */
  readonly entries: Map<string, Entry | null>;
}

const PAGE = 200;
const RETRY_MS = 1_000;

/**
 * The search index of articles in the memory of this process.
 * It reads all articles once, and then follows their log from a token that is older than that reading. So it misses
 * nothing, whoever writes. A version that it already has is skipped.
 */
export class ArticleIndex {
  private current: Generation;
  private building: Generation | null = null;
  /** When the log last had nothing more, by the monotonic clock. */
  private caughtUpAt: number | null = null;
  private progress: IndexState = { state: 'building', indexed: 0, total: 0 };
  private readonly ending = new AbortController();
  private running: Promise<void> | null = null;
  private embedding: Promise<void> | null = null;

  constructor(private readonly parts: Parts) {
    this.current = this.empty();
  }

  /** Starts to follow the articles in the background, once. */
  start(): void {
    this.running ??= this.follow();
  }

  async close(): Promise<void> {
    this.ending.abort();
    await Promise.all([this.running, this.embedding]);
  }

  get state(): IndexState {
    return this.progress;
  }

  /** Whole seconds since the index last had all changes, rounded down; null if it never had. */
  get lagSeconds(): number | null {
    return this.caughtUpAt === null ? null : Math.floor((performance.now() - this.caughtUpAt) / 1_000);
  }

  /** Indexes what this process has just written, so that its author finds it immediately. */
  async put(article: Article): Promise<void> {
    await Promise.all(this.generations().map((generation) => this.putInto(generation, article)));
  }

  async remove(id: string): Promise<void> {
    for (const { words, meaning, entries } of this.generations()) {
      entries.set(id, null);
      meaning.remove(id);
      await words.remove(id);
    }
  }

  byWords(text: string, scope: SearchScope, limit: number): Promise<readonly WordHit[]> {
    return this.current.words.search(text, scope, limit);
  }

  /** Empty without an embedder, and where it fails: words are found anyway. */
  async byMeaning(text: string, scope: SearchScope, limit: number): Promise<readonly RankedHit[]> {
    const { meaning, entries } = this.current;
    const filter = (id: string): boolean => {
      const entry = entries.get(id) ?? null;
      if (entry === null) return false;
      return (
        (entry.isForEverybody || !scope.onlyForEverybody) &&
        (entry.isPublished || !scope.onlyPublished) &&
        (scope.language === undefined || scope.language === entry.language)
      );
    };
    try {
      const languageOf = (id: string) => entries.get(id)?.language;
      return await meaning.search(text, { limit, filter, languageOf });
    } catch (error) {
      this.parts.logger.warn({ err: error }, 'search by meaning failed; words are searched alone');
      return [];
    }
  }

  excerpt(text: string, language: string, terms: readonly string[]): Excerpt {
    return this.current.words.excerpt(text, language, terms);
  }

  private async follow(): Promise<void> {
    const { signal } = this.ending;
    let token: string | null = null;
    while (!signal.aborted) {
      try {
        token ??= await this.build();
        await this.parts.articleLog.readAfter(
          token,
          async (update, at) => {
            await this.apply(update);
            token = at;
          },
          signal,
        );
      } catch (error) {
        if (error instanceof LogHistoryLost || error instanceof OtherModel) token = null;
        else this.parts.logger.warn({ err: error }, 'the index of articles is behind');
        this.progress = { ...this.progress, state: 'behind' };
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Reads all articles into a new generation; the one before answers until then. Returns where the log continues. */
  private async build(): Promise<string> {
    const { articleLog } = this.parts;
    const token = await articleLog.newestToken();
    const total = await articleLog.count();
    const next = this.empty();
    this.building = next;
    // The first one answers while it grows.
    if (this.current.entries.size === 0) this.current = next;
    let afterId: string | null = null;
    for (let indexed = 0; !this.ending.signal.aborted;) {
      this.progress = { state: 'building', indexed, total };
      const page = await articleLog.readAll(afterId, PAGE);
      for (const article of page) await this.putInto(next, article);
      indexed += page.length;
      afterId = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
      // Requests are answered between pages.
      await delay(0);
    }
    this.current = next;
    this.building = null;
    this.setCurrent();
    return token;
  }

  private async apply(update: ArticleUpdate): Promise<void> {
    if (this.current.meaning.isOfOtherModel) throw new OtherModel();
    if (update.kind === 'written') await this.put(update.article);
    if (update.kind === 'removed') await this.remove(update.id);
    if (update.kind === 'none') this.caughtUpAt = performance.now();
    this.setCurrent();
    this.embedding ??= this.embed().finally(() => {
      this.embedding = null;
    });
  }

  /** Beside the log: a model is slow, and words are found without it. */
  private async embed(): Promise<void> {
    const { signal } = this.ending;
    try {
      while (!signal.aborted && (await this.current.meaning.embedSome(signal))) await delay(0);
    } catch (error) {
      if (signal.aborted) return;
      this.parts.logger.warn({ err: error }, 'articles could not be embedded; they wait');
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private setCurrent(): void {
    const total = this.current.words.size;
    this.progress = { state: 'current', indexed: total, total };
  }

  private async putInto({ words, meaning, entries }: Generation, article: Article): Promise<void> {
    const { id, version, language } = article;
    const known = entries.get(id);
    if (known === null || (known !== undefined && known.version >= version)) return;
    const document = articleDocument(this.parts.markdown, article);
    const isPublished = article.state === 'published';
    entries.set(id, { version, language, isForEverybody: isForEverybody(article), isPublished });
    if (document === null) {
      meaning.remove(id);
      await words.remove(id);
      return;
    }
    meaning.put(id, { text: meaningOf(document) });
    await words.put(document);
  }

  private generations(): readonly Generation[] {
    const { current, building } = this;
    return building === null || building === current ? [current] : [current, building];
  }

  private empty(): Generation {
    return { words: this.parts.newWords(), meaning: new ArticleMeaning(this.parts), entries: new Map() };
  }
}

/** The embedder has changed. Every article is embedded again. */
class OtherModel extends Error {}
