import { parseArgs } from 'node:util';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WordIndex } from '../src/adapters/search/word-index.js';
import { wordsOf } from '../src/domain/search-terms.js';
import type { SearchDocument } from '../src/ports/search-index.js';
import { qualityOf } from './search/figures.js';
import { ALL, judgeMeaning } from './search/judge.js';
import type { LabelledQuery } from './search/queries.js';
import { DOCUMENTS, QUERIES } from './search/set.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, spreadOf } from './support/statistics.js';

export const SEARCH_HELP = `How well the knowledge base is searched by words and meaning, and how fast by words.

npm run bench -- search [options]
  --sizes <n,n>   articles in the index (default 1000,10000,100000)
  --rounds <n>    times that every query is asked (default 5)
  --model-dir <dir>  a directory with a model (default: the cache)
  --tune          also prints the best weights on the half of the queries that is for choosing them`;

/** The aim for 10,000 articles. */
const MAX_P99_MS = 50;
const AIMED_SIZE = 10_000;

/** @returns false when an aim is missed. */
export async function search(args: readonly string[]): Promise<boolean> {
  const { sizes, rounds, modelDir, tunes } = readOptions(args);
  const index = new WordIndex();
  for (const document of DOCUMENTS) await index.put(document);
  const ours = await askAll(async (text) => (await index.search(text, ALL, 10)).map(({ id }) => id));
  const floor = await askAll((text) => Promise.resolve(byWholeWords(text)));
  const kinds = [...new Set(QUERIES.map(({ kind }) => kind))];
  const table = Object.fromEntries(
    kinds.map((kind) => [kind, qualityOf(ours.filter(({ query }) => query.kind === kind))]),
  );
  const [all, whole] = [qualityOf(ours), qualityOf(floor)];
  console.table({ ...table, all, 'floor: whole words': whole });
  const ways = await judgeMeaning(index, modelDir, tunes);
  if (ways === null)
    say('no model in the cache: only words are judged (`npm run bench -- similar --fetch` gets one)');
  const speeds: Awaited<ReturnType<typeof speedAt>>[] = [];
  for (const size of sizes) speeds.push(await speedAt(size, rounds));
  console.table(speeds);
  const last = speeds.find(({ articles }) => articles === AIMED_SIZE) ?? speeds.at(-1);
  const [p50_ms, p99_ms] = [last?.p50_ms ?? 0, last?.p99_ms ?? 0];
  const isRight = areKept({
    ...ways?.aims,
    ...(last?.articles === AIMED_SIZE
      ? { [`p99 ${p99_ms} ms at ${AIMED_SIZE} articles is at most ${MAX_P99_MS}`]: p99_ms <= MAX_P99_MS }
      : {}),
  });
  const file = writeResult({
    ...{ name: 'search', unit: 'nDCG@10', ours: all.ndcg_10, floor: whole.ndcg_10 },
    ratio: rounded(all.ndcg_10 / whole.ndcg_10),
    ...{ p50_ms, p99_ms, machine: describeMachine(), at: new Date().toISOString() },
    details: { ...all, kinds: table, whole_words: whole, ways, speeds, is_right: isRight },
  });
  say(`written to ${file}`);
  return isRight;
}

function askAll(find: (text: string) => Promise<readonly string[]>) {
  return Promise.all(QUERIES.map(async (query: LabelledQuery) => ({ query, found: await find(query.text) })));
}

/** The floor: articles by the number of whole words that they share with the query. */
function byWholeWords(text: string): readonly string[] {
  const sought = wordsOf(text);
  return DOCUMENTS.map(({ id, title, question, keywords, text: answer }) => {
    const words = new Set(wordsOf([title, question, ...keywords, answer].join(' ')));
    return { id, score: sought.filter((word) => words.has(word)).length };
  })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
    .map(({ id }) => id);
}

/** Articles of the samples' words and of numbered words. Common words are in many articles. */
async function speedAt(size: number, rounds: number) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const index = new WordIndex();
  const from = performance.now();
  for (let at = 0; at < size; at += 1) {
    await index.put(variant(at));
    if (at % 500 === 0) await nextTurn();
  }
  const buildMs = performance.now() - from;
  globalThis.gc?.();
  const heapMb = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { text } of QUERIES) {
      const start = performance.now();
      await index.search(text, ALL, 50);
      times.push(performance.now() - start);
    }
  }
  const { p50_ms, p99_ms } = spreadOf(times);
  return { articles: size, p50_ms, p99_ms, heap_mb: rounded(heapMb), build_s: rounded(buildMs / 1_000) };
}

const VOCABULARY = 30_000;
const WORDS = 120;

function variant(at: number): SearchDocument {
  const sample = DOCUMENTS[at % DOCUMENTS.length];
  if (sample === undefined) throw new Error('There are no samples.');
  // The power makes low numbers frequent, as words of a language are.
  const word = (nth: number) =>
    `w${Math.floor(VOCABULARY * ((((at + 1) * 7_919 + nth * 104_729) % 9_973) / 9_973) ** 3)}`;
  const filler = Array.from({ length: WORDS }, (_, nth) => word(nth)).join(' ');
  // One article in twenty is about the same as a sample.
  const isAlike = at % 20 === 0;
  return isAlike
    ? { ...sample, id: `a${at}`, text: `${sample.text} ${filler}` }
    : {
        ...sample,
        id: `a${at}`,
        title: `${word(1)} ${word(2)}`,
        question: word(3),
        keywords: [word(4)],
        text: filler,
      };
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '1000,10000,100000' },
      rounds: { type: 'string', default: '5' },
      'model-dir': { type: 'string' },
      tune: { type: 'boolean', default: false },
    },
  });
  return {
    sizes: values.sizes.split(',').map((size) => countOf('sizes', size)),
    rounds: countOf('rounds', values.rounds),
    modelDir: values['model-dir'],
    tunes: values.tune,
  };
}
