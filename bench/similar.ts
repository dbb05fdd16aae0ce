import { parseArgs } from 'node:util';
import { findModel, MODEL_SOURCES } from '../src/adapters/ai/embeddings/find-model.js';
import { ProcessEmbedder } from '../src/adapters/ai/embeddings/process-embedder.js';
import { defaultCacheDir } from '../src/adapters/system/cache-dir.js';
import { silentLogger } from '../src/ports/logger.js';
import { measureSearch } from './similar/search-time.js';
import { judgeTopOne, type LanguageFigures } from './similar/top-one.js';
import { MATTERS } from './similar/pairs.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded } from './support/statistics.js';

export const SIMILAR_HELP = `How often the first similar ticket is the right one, and how long a search takes.

npm run bench -- similar [options]
  --model-dir <dir>  a directory with a model (default: the cache, otherwise fetched)
  --vectors <n,n>    sizes of the index to search in (default 50000,200000)
  --searches <n>     searches of each size (default 200)
  --fetch            get the model if it is not in the cache`;

/** Milliseconds of a median search, by the number of vectors. */
const LIMITS: ReadonlyMap<number, number> = new Map([
  [50_000, 20],
  [200_000, 60],
]);

/** @returns false when a limit is exceeded. */
export async function similar(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  const words = await judgeTopOne(null);
  console.log(`words only: right of ${MATTERS.length} a language`);
  console.table(words);
  const model = await judgeModel(options);
  const searches = options.vectors.map((vectors) => {
    say(`searching among ${vectors} vectors`);
    const { p50_ms, p95_ms, megabytes } = measureSearch(vectors, options.searches);
    return { vectors, p50_ms: rounded(p50_ms), p95_ms: rounded(p95_ms), megabytes: Math.round(megabytes) };
  });
  console.table(searches);
  const [floor, ours] = [shareOf(words), shareOf(model?.figures ?? words)];
  const largest = searches.at(-1);
  const file = writeResult({
    ...{ name: 'similar', unit: 'share of tickets whose most similar one is about the same matter' },
    ...{
      ours,
      floor,
      ratio: rounded(ours / floor),
      p50_ms: largest?.p50_ms ?? 0,
      p99_ms: largest?.p95_ms ?? 0,
    },
    ...{ machine, at: new Date().toISOString() },
    details: { options, words, model, searches },
  });
  say(`written to ${file}`);
  return areKept(
    Object.fromEntries(
      searches.map(({ vectors, p50_ms }) => {
        const limit = LIMITS.get(vectors) ?? Number.POSITIVE_INFINITY;
        return [`a search among ${vectors} vectors takes ${p50_ms} ms, at most ${limit}`, p50_ms <= limit];
      }),
    ),
  );
}

/** Null without a model on this machine. */
async function judgeModel({ modelDir, isFetching }: ReturnType<typeof readOptions>) {
  const found = await findModel(
    {
      named: modelDir,
      cacheDir: defaultCacheDir(),
      sources: isFetching ? MODEL_SOURCES : [],
      logger: silentLogger,
    },
    new AbortController().signal,
  );
  if (found === null) {
    say('no model in the cache: only words are judged (--fetch gets one)');
    return null;
  }
  const embedder = new ProcessEmbedder(found);
  try {
    const figures = await judgeTopOne(embedder);
    console.log(`${embedder.model} and words: right of ${MATTERS.length} a language`);
    console.table(figures);
    return { model: embedder.model, figures };
  } finally {
    await embedder.close();
  }
}

function shareOf(figures: readonly LanguageFigures[]): number {
  const right = figures.reduce((sum, { among_all: count }) => sum + count, 0);
  return rounded(right / (figures.length * MATTERS.length), 3);
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'model-dir': { type: 'string' },
      vectors: { type: 'string', default: '50000,200000' },
      searches: { type: 'string', default: '200' },
      fetch: { type: 'boolean', default: false },
    },
  });
  return {
    modelDir: values['model-dir'],
    vectors: values.vectors.split(',').map((size) => countOf('vectors', size, 1, 200_000)),
    searches: countOf('searches', values.searches, 1, 10_000),
    isFetching: values.fetch,
  };
}
