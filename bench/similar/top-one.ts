import { detectLanguage } from '../../src/adapters/ai/detect-language.js';
import { combinedScore, trustIn } from '../../src/domain/similar-tickets/combine-scores.js';
import { wordSimilarity, wordWeights } from '../../src/domain/similar-tickets/word-similarity.js';
import { wordsOf } from '../../src/domain/search-terms.js';
import { quantise } from '../../src/domain/vectors/quantise.js';
import { VectorIndex } from '../../src/domain/vectors/vector-index.js';
import type { Embedder } from '../../src/ports/embedder.js';
import { LANGUAGES, MATTERS, type Language } from './pairs.js';

/** Right answers of {@link MATTERS}`.length` questions in one language. */
export interface LanguageFigures {
  readonly language: Language;
  /** Among the tickets of all languages: the first one is about the same matter. */
  readonly among_all: number;
  /** Among the English tickets only. */
  readonly among_english: number;
}

interface Stored {
  readonly matter: number;
  readonly language: Language;
  readonly text: string;
}

const STORED: readonly Stored[] = MATTERS.flatMap((matter, place) =>
  LANGUAGES.map((language) => ({ matter: place, language, text: matter[language][0] })),
);

/** Scores every stored text against a question, from 0 to 1. */
type Score = (asked: string) => Promise<readonly number[]>;

/** Judges words alone, or words and vectors as `findSimilarTickets` combines them. */
export async function judgeTopOne(embedder: Embedder | null): Promise<readonly LanguageFigures[]> {
  const scoreOf = embedder === null ? byWords : await byBoth(embedder);
  const figures: LanguageFigures[] = [];
  for (const language of LANGUAGES) {
    const right = { among_all: 0, among_english: 0 };
    for (const [matter, told] of MATTERS.entries()) {
      const scores = await scoreOf(told[language][1]);
      if (bestOf(scores, () => true)?.matter === matter) right.among_all += 1;
      if (bestOf(scores, (stored) => stored.language === 'en')?.matter === matter) right.among_english += 1;
    }
    figures.push({ language, ...right });
  }
  return figures;
}

/** None if nothing is similar at all. */
function bestOf(scores: readonly number[], isCandidate: (stored: Stored) => boolean): Stored | undefined {
  let best: { readonly stored: Stored; readonly score: number } | undefined;
  for (const [place, stored] of STORED.entries()) {
    const score = scores[place] ?? 0;
    if (isCandidate(stored) && score > (best?.score ?? 0)) best = { stored, score };
  }
  return best?.stored;
}

const counts = new Map<string, number>();
for (const { text } of STORED)
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
const weigh = wordWeights(counts, STORED.length);

function wordScore(asked: string, stored: string): number {
  return wordSimilarity({ title: asked, description: '' }, { title: stored, description: '' }, weigh);
}

const byWords: Score = (asked) => Promise.resolve(STORED.map(({ text }) => wordScore(asked, text)));

async function byBoth(embedder: Embedder): Promise<Score> {
  const index = new VectorIndex(embedder.dimensions);
  for (const [place, { text }] of STORED.entries()) {
    const [vector = new Float32Array(embedder.dimensions)] = await embedder.embed([text], 'passage');
    index.add(String(place), quantise(vector));
  }
  const trust = trustIn(embedder.model);
  return async (asked) => {
    const [query = new Float32Array(embedder.dimensions)] = await embedder.embed([asked], 'query');
    const cosines = new Map(
      index.search(query, { limit: STORED.length }).map(({ id, score }) => [id, score]),
    );
    const language = await detectLanguage(asked);
    return STORED.map(({ text }, place) =>
      combinedScore(
        { words: wordScore(asked, text), cosine: cosines.get(String(place)) ?? null },
        trust,
        language,
      ),
    );
  };
}
