import type { WordIndex } from '../../src/adapters/search/word-index.js';
import { fuseRanks, type RankedHit } from '../../src/domain/knowledge/fuse-ranks.js';
import { qualityOf } from './figures.js';
import { openMeaning } from './meaning.js';
import type { LabelledQuery } from './queries.js';
import { DOCUMENTS, isForTuning, languageOf, QUERIES } from './set.js';

export const ALL = { onlyForEverybody: false, onlyPublished: false };

/** Both should be at least as good as the better single way, and this much better over all. */
const AIMED_GAIN = 0.03;

interface Found {
  readonly query: LabelledQuery;
  readonly words: readonly RankedHit[];
  readonly meaning: readonly RankedHit[];
}

const WAYS = {
  words: ({ words }: Found) => words.map(({ id }) => id),
  meaning: ({ meaning }: Found) => meaning.map(({ id }) => id),
  both: ({ words, meaning }: Found) => fuseRanks({ text: words, meaning }).map(({ id }) => id),
} as const;
type Way = keyof typeof WAYS;

/** Judges every way on the queries that no weight was chosen on. Null without a model on this machine. */
export async function judgeMeaning(index: WordIndex, modelDir: string | undefined, tunes: boolean) {
  const meaning = await openMeaning(DOCUMENTS, modelDir);
  if (meaning === null) return null;
  try {
    const found: Found[] = [];
    for (const query of QUERIES) {
      const hits = await index.search(query.text, ALL, 50);
      const words = hits.map(({ id, coverage }) => ({ id, weight: coverage }));
      found.push({ query, words, meaning: await meaning.search(query.text) });
    }
    if (tunes) tune(found.filter(({ query }) => isForTuning(query)));
    const reported = found.filter(({ query }) => !isForTuning(query));
    const judged = {
      words: judge(reported, 'words'),
      meaning: judge(reported, 'meaning'),
      both: judge(reported, 'both'),
    };
    console.log(
      `nDCG@10, recall@5 with ${meaning.model}, on the ${reported.length} queries that nothing was chosen on`,
    );
    console.table(judged);
    return { model: meaning.model, queries: reported.length, ...judged, aims: aimsOf(judged) };
  } finally {
    await meaning.close();
  }
}

type Judged = Readonly<Record<string, string>>;

/** By kind of query and by language of the article: nDCG@10 and recall@5. */
function judge(found: readonly Found[], way: Way): Judged {
  const of = (wanted: (query: LabelledQuery) => boolean) => {
    const chosen = found.filter(({ query }) => wanted(query));
    const { ndcg_10, recall_5 } = qualityOf(
      chosen.map((each) => ({ query: each.query, found: WAYS[way](each) })),
    );
    return `${ndcg_10.toFixed(3)} ${recall_5.toFixed(3)}`;
  };
  const kinds = [...new Set(QUERIES.map(({ kind }) => kind))];
  const languages = [...new Set(QUERIES.map(languageOf))].sort();
  return {
    all: of(() => true),
    ...Object.fromEntries(kinds.map((kind) => [kind, of((query) => query.kind === kind)])),
    ...Object.fromEntries(
      languages.map((language) => [language, of((query) => languageOf(query) === language)]),
    ),
  };
}

function aimsOf({ words, meaning, both }: Readonly<Record<Way, Judged>>): Readonly<Record<string, boolean>> {
  const ndcg = (judged: Judged, part: string) => Number(judged[part]?.split(' ')[0]);
  // One query more or less is chance.
  const tolerance = (kind: string) =>
    1 / QUERIES.filter((query) => query.kind === kind && !isForTuning(query)).length;
  const better = (part: string) => Math.max(ndcg(words, part), ndcg(meaning, part));
  const kinds = [...new Set(QUERIES.map(({ kind }) => kind))];
  return {
    ...Object.fromEntries(
      kinds.map((kind) => [
        `both is as good as the better way for ${kind}, within one query`,
        ndcg(both, kind) >= better(kind) - tolerance(kind),
      ]),
    ),
    [`both is ${AIMED_GAIN} better over all`]: ndcg(both, 'all') >= better('all') + AIMED_GAIN,
  };
}

/** Prints the best values of the two that can be chosen, on the tuning half. */
function tune(found: readonly Found[]): void {
  const tried = [0, 1, 2, 5, 10, 20, 60].flatMap((rankOffset) =>
    [0, 0.1, 0.3, 0.5, 0.7, 1].map((unknown_weight) => {
      const results = found.map(({ query, words, meaning }) => {
        // Hits in languages that the model knows have the weight 1.
        const near = meaning.map(({ id, weight }) => ({ id, weight: weight === 1 ? 1 : unknown_weight }));
        return { query, found: fuseRanks({ text: words, meaning: near }, rankOffset).map(({ id }) => id) };
      });
      return { rank_offset: rankOffset, unknown_weight, ndcg_10: qualityOf(results).ndcg_10 };
    }),
  );
  console.log(`the best of ${tried.length} on the ${found.length} queries for tuning`);
  console.table(tried.toSorted((a, b) => b.ndcg_10 - a.ndcg_10).slice(0, 8));
}
