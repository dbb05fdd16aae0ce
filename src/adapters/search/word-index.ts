import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import type { Excerpt, SearchDocument, SearchIndex, SearchScope, WordHit } from '../../ports/search-index.js';
import { indexTerms, isPart, queryWords, type QueryWord } from './analysis.js';
import { excerptOf } from './excerpt.js';

/** The terms of a document, joined by blanks. */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly keywords: string;
  readonly question: string;
  readonly text: string;
}

/** What decides whether a reader may find it. */
type Scoped = Pick<SearchDocument, 'language' | 'isForEverybody' | 'isPublished'>;

/** A title says what an article is about. */
const BOOSTS = { title: 4, keywords: 3, question: 2, text: 1 } as const;

/** Shorter words have too many neighbours: a wrong letter in `mac` is `map`. */
const MIN_FUZZY = 5;
/** A beginning of two letters matches a tenth of all words. */
const MIN_PREFIX = 3;

/** An index of words in memory. */
export class WordIndex implements SearchIndex {
  private readonly index = new MiniSearch<Entry>({
    fields: Object.keys(BOOSTS),
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  });

  private readonly scopes = new Map<string, Scoped>();

  get size(): number {
    return this.index.documentCount;
  }

  put(document: SearchDocument): Promise<void> {
    const { id, language, isForEverybody, isPublished, title, question, keywords, text } = document;
    const terms = (words: string, keepsWords: boolean) => indexTerms(words, language, keepsWords).join(' ');
    const entry: Entry = {
      id,
      title: terms(title, true),
      keywords: terms(keywords.join(' '), true),
      question: terms(question, true),
      text: terms(text, false),
    };
    this.scopes.set(id, { language, isForEverybody, isPublished });
    if (this.index.has(id)) this.index.replace(entry);
    else this.index.add(entry);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.scopes.delete(id);
    if (this.index.has(id)) this.index.discard(id);
    return Promise.resolve();
  }

  search(text: string, scope: SearchScope, limit: number): Promise<readonly WordHit[]> {
    const words = queryWords(text);
    if (words.length === 0) return Promise.resolve([]);
    const found = this.index.search(
      { combineWith: 'OR', queries: words.map(toQuery) },
      { boost: BOOSTS, filter: ({ id }) => isWithin(scope, this.scopes.get(String(id))) },
    );
    const hits = found.map((result) => toHit(result, words));
    return Promise.resolve(hits.sort((a, b) => b.score - a.score).slice(0, limit));
  }

  excerpt(text: string, language: string, terms: readonly string[]): Excerpt {
    return excerptOf(text, language, terms);
  }
}

/** Only the word as it was typed can begin a longer one; its stems are shorter, and would match too much. */
function toQuery({ word, forms, isLoose }: QueryWord): Query {
  const length = Array.from(word).length;
  const asTyped = {
    queries: [word],
    prefix: isLoose && (length >= MIN_PREFIX || length === 1),
    fuzzy: fuzzinessOf(word, isLoose),
  };
  const stems = forms
    .filter((form) => form !== word)
    .map((form) => ({ queries: [form], prefix: false, fuzzy: fuzzinessOf(form, isLoose) }));
  return stems.length === 0 ? asTyped : { combineWith: 'OR', queries: [asTyped, ...stems] };
}

function fuzzinessOf(form: string, isLoose: boolean): 1 | false {
  return isLoose && !isPart(form) && form.length >= MIN_FUZZY ? 1 : false;
}

function isWithin(scope: SearchScope, document: Scoped | undefined): boolean {
  if (document === undefined) return false;
  return (
    (document.isForEverybody || !scope.onlyForEverybody) &&
    (document.isPublished || !scope.onlyPublished) &&
    (scope.language === undefined || scope.language === document.language)
  );
}

/** A document with all words of the query is better than one that has one of them often. */
function toHit({ id, score, queryTerms, terms }: SearchResult, words: readonly QueryWord[]): WordHit {
  const matched = new Set(queryTerms);
  const count = words.filter(({ forms }) => forms.some((form) => matched.has(form))).length;
  const coverage = count / words.length;
  return { id: String(id), score: score * (0.3 + 0.7 * coverage), coverage, terms };
}
