import type { Article } from '../../../domain/knowledge/article.js';
import { fuseRanks, type FusedHit, type MatchWay } from '../../../domain/knowledge/fuse-ranks.js';
import type { SearchScope, WordHit } from '../../../ports/search-index.js';
import type { AppDeps } from '../../deps.js';
import { noteMiss, type MissDeps } from '../gaps/note-miss.js';
import { viewArticles, type ArticleView } from '../read-articles.js';
import { admitReader, mayRead, readsAll, type Reader } from '../reader.js';
import type { IndexState } from './article-index.js';

/** Dependencies of finding articles. */
export type SearchDeps = Pick<AppDeps, 'articles' | 'articleIndex' | 'markdown' | 'settings'>;

/** What a reader looks for. */
export interface KnowledgeQuery {
  /** Words or a question, in any language. Of a long text, the first words count. */
  readonly text: string;
  /** A language code; absent for all languages. */
  readonly language?: string | undefined;
  readonly limit: number;
}

export interface KnowledgeResult {
  readonly view: ArticleView;
  /** From 0 to 1, for the order only. */
  readonly score: number;
  readonly matchedBy: readonly MatchWay[];
  /** The part of the answer with the most matches, as plain text, and the words in it that matched. */
  readonly excerpt: string;
  readonly matched: readonly string[];
}

export interface KnowledgeResults {
  readonly results: readonly KnowledgeResult[];
  /** While the index is built, articles may be missing. */
  readonly index: IndexState;
}

/** Each way of searching gives as many. A relevant article is rarely further down. */
const CANDIDATES = 50;
/** The nearest articles are near even to nonsense, so few of them count. */
const NEAREST = 20;

/**
 * Finds the articles that the reader may read, best first. Others are left out before ranking, and again by what is
 * stored now.
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export async function searchKnowledge(
  deps: SearchDeps & MissDeps,
  reader: Reader,
  query: KnowledgeQuery,
): Promise<KnowledgeResults> {
  await admitReader(deps, reader);
  const found = await find(deps, reader, query, { onlyPublished: false });
  // While the index is built, any search may find nothing.
  if (found.results.length === 0 && found.index.state === 'current') await noteMiss(deps, query.text);
  return found;
}

/**
 * Suggests published articles for a text such as a ticket that is being written.
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export async function suggestArticles(
  deps: SearchDeps,
  reader: Reader,
  query: KnowledgeQuery,
): Promise<readonly KnowledgeResult[]> {
  await admitReader(deps, reader);
  return (await find(deps, reader, query, { onlyPublished: true })).results;
}

async function find(
  deps: SearchDeps,
  reader: Reader,
  { text: sought, language, limit }: KnowledgeQuery,
  { onlyPublished }: Pick<SearchScope, 'onlyPublished'>,
): Promise<KnowledgeResults> {
  const { articleIndex } = deps;
  // The API has started it. In other processes, the first search does.
  articleIndex.start();
  const scope: SearchScope = { onlyForEverybody: !readsAll(reader), onlyPublished, language };
  const [byWords, byMeaning] = await Promise.all([
    articleIndex.byWords(sought, scope, CANDIDATES),
    articleIndex.byMeaning(sought, scope, NEAREST),
  ]);
  const text = byWords.map(({ id, coverage }) => ({ id, weight: coverage }));
  const fused = fuseRanks({ text, meaning: byMeaning });
  const hits = fused.slice(0, limit);
  const results = await withArticles(deps, reader, hits, (article) => isWithin(scope, article));
  return { results: results.map((result) => describe(deps, result, byWords)), index: articleIndex.state };
}

/** The index can be older than the database: an article can be internal, archived or gone by now. */
function isWithin(scope: SearchScope, { state, language }: Article): boolean {
  if (scope.language !== undefined && scope.language !== language) return false;
  return scope.onlyPublished ? state === 'published' : state !== 'archived';
}

interface Found {
  readonly hit: FusedHit;
  readonly view: ArticleView;
}

async function withArticles(
  deps: Pick<SearchDeps, 'articles'>,
  reader: Reader,
  hits: readonly FusedHit[],
  isWanted: (article: Article) => boolean,
): Promise<readonly Found[]> {
  if (hits.length === 0) return [];
  const stored = await deps.articles.findEach(hits.map(({ id }) => id));
  const readable = stored.filter((article) => mayRead(reader, article) && isWanted(article));
  const views = await viewArticles(deps, reader, readable);
  const byId = new Map(views.map((view) => [view.article.id, view]));
  return hits.flatMap((hit) => {
    const view = byId.get(hit.id);
    return view === undefined ? [] : [{ hit, view }];
  });
}

function describe(
  { markdown, articleIndex }: SearchDeps,
  { hit, view }: Found,
  byWords: readonly WordHit[],
): KnowledgeResult {
  const terms = byWords.find(({ id }) => id === hit.id)?.terms ?? [];
  const { answer, language } = view.article;
  const { text, matched } = articleIndex.excerpt(markdown.toText(answer), language, terms);
  return { view, score: hit.score, matchedBy: hit.matchedBy, excerpt: text, matched };
}
