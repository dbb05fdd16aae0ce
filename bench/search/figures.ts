import { meanOf } from '../support/statistics.js';
import type { LabelledQuery } from './queries.js';

const RANKED = 10;
const RECALLED = 5;

/** Normalised discounted cumulative gain of the first ten; every answer counts as equally right. */
function ndcg(found: readonly string[], answers: readonly string[]): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const got = found
    .slice(0, RANKED)
    .reduce((sum, id, rank) => sum + (answers.includes(id) ? gain(rank) : 0), 0);
  const best = answers.reduce((sum, _id, rank) => sum + gain(rank), 0);
  return got / best;
}

function recall(found: readonly string[], answers: readonly string[]): number {
  const first = found.slice(0, RECALLED);
  return answers.filter((id) => first.includes(id)).length / answers.length;
}

export interface Quality {
  readonly queries: number;
  readonly ndcg_10: number;
  readonly recall_5: number;
}

/** The means over the queries. */
export function qualityOf(
  results: readonly { readonly query: LabelledQuery; readonly found: readonly string[] }[],
): Quality {
  const round = (value: number) => Math.round(value * 1_000) / 1_000;
  return {
    queries: results.length,
    ndcg_10: round(meanOf(results.map(({ query, found }) => ndcg(found, query.answers)))),
    recall_5: round(meanOf(results.map(({ query, found }) => recall(found, query.answers)))),
  };
}
