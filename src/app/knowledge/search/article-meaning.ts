import { createHash } from 'node:crypto';
import { knowsLanguage, trustIn } from '../../../domain/similar-tickets/combine-scores.js';
import type { RankedHit } from '../../../domain/knowledge/fuse-ranks.js';
import type { Language } from '../../../domain/languages.js';
import { quantise } from '../../../domain/vectors/quantise.js';
import { VectorIndex, type VectorSearch } from '../../../domain/vectors/vector-index.js';
import type { Embedder, Embedders } from '../../../ports/embedder.js';
import type { ArticleVector, ArticleVectors } from '../../../ports/knowledge/articles.js';

interface Parts {
  readonly embedders: Embedders;
  readonly articleVectors: ArticleVectors;
  readonly detectLanguage: (text: string) => Promise<Language>;
}

/** Articles whose vectors are read or made at a time. */
const AT_ONCE = 32;

/** What an article is about, for the embedder. Each has its own, so that a later one is told from it. */
interface Passage {
  readonly text: string;
}

/** Of a hit in a language that the model does not know. Chosen on the tuning half of `npm run bench -- search`. */
const UNKNOWN_WEIGHT = 0.5;

interface MeaningSearch extends VectorSearch {
  /** The language of an article. */
  readonly languageOf: (id: string) => string | undefined;
}

/**
 * The vectors of articles in memory. Some models know few languages: hits between others count less, because names and
 * common word roots still help, and wrong articles come first more often (bench/README.md). Texts wait until they
 * are embedded, so that indexing words never waits.
 */
export class ArticleMeaning {
  private readonly waiting = new Map<string, Passage>();
  private vectors: VectorIndex | null = null;
  private model: string | null = null;
  /** True once the embedder has changed: then all texts must be put again. */
  isOfOtherModel = false;

  constructor(private readonly parts: Parts) {}

  put(id: string, passage: Passage): void {
    this.waiting.set(id, passage);
  }

  remove(id: string): void {
    this.waiting.delete(id);
    this.vectors?.remove(id);
  }

  /** Nearest first, without unrelated ones; empty without an embedder. @throws what the embedder throws */
  async search(text: string, { languageOf, ...search }: MeaningSearch): Promise<readonly RankedHit[]> {
    const embedder = await this.parts.embedders.current();
    if (embedder === null || this.vectors === null || embedder.model !== this.model) return [];
    const trust = trustIn(embedder.model);
    const isKnown = knowsLanguage(trust, await this.parts.detectLanguage(text));
    const [query] = await embedder.embed([text], 'query');
    const hits = query === undefined ? [] : this.vectors.search(query, search);
    return hits
      .filter(({ score }) => score > trust.unrelated)
      .map(({ id }) => {
        const isSure = isKnown && knowsLanguage(trust, languageOf(id) ?? '');
        return { id, weight: isSure ? 1 : UNKNOWN_WEIGHT };
      });
  }

  /** Embeds some of the texts that wait. True if more wait. @throws what the embedder throws; the texts wait on */
  async embedSome(signal: AbortSignal): Promise<boolean> {
    const embedder = await this.parts.embedders.current();
    if (embedder === null) return false;
    this.isOfOtherModel = this.model !== null && this.model !== embedder.model;
    if (this.isOfOtherModel) return false;
    this.model = embedder.model;
    const vectors = (this.vectors ??= new VectorIndex(embedder.dimensions));
    const batch = [...this.waiting].slice(0, AT_ONCE);
    if (batch.length === 0) return false;
    const asked = new Map(batch);
    const made = await this.vectorsOf(embedder, batch, signal);
    for (const { articleId, vector } of made) {
      // It was changed or removed while this one was made.
      if (this.waiting.get(articleId) !== asked.get(articleId)) continue;
      this.waiting.delete(articleId);
      vectors.add(articleId, vector);
    }
    return this.waiting.size > 0;
  }

  private async vectorsOf(
    embedder: Embedder,
    batch: readonly (readonly [id: string, passage: Passage])[],
    signal: AbortSignal,
  ): Promise<readonly ArticleVector[]> {
    const { model } = embedder;
    const wanted = batch.map(([articleId, { text }]) => ({ articleId, text, textHash: hashOf(text) }));
    const stored = await this.parts.articleVectors.findEach(
      wanted.map(({ articleId }) => articleId),
      model,
    );
    const known = new Map(stored.map((each) => [`${each.articleId} ${each.textHash}`, each.vector]));
    const vectorOf = (each: (typeof wanted)[number]) => known.get(`${each.articleId} ${each.textHash}`);
    const missing = wanted.filter((each) => vectorOf(each) === undefined);
    const texts = missing.map(({ text }) => text);
    const embedded = texts.length === 0 ? [] : await embedder.embed(texts, 'passage', signal);
    const made = missing.flatMap((each, at) => {
      const vector = embedded[at];
      return vector === undefined ? [] : [{ ...each, model, vector: quantise(vector) }];
    });
    await this.parts.articleVectors.putEach(made);
    const found = wanted.flatMap((each) => {
      const vector = vectorOf(each);
      return vector === undefined ? [] : [{ ...each, model, vector }];
    });
    return [...found, ...made];
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
