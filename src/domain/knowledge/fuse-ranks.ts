/** The ways in which a search finds an article. */
export const MATCH_WAYS = ['text', 'meaning'] as const;
export type MatchWay = (typeof MATCH_WAYS)[number];

/**
 * What reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009) divides by, beside the rank. Theirs is 60, for
 * lists of a thousand. Chosen on the tuning half of `npm run bench -- search`.
 */
const RANK_OFFSET = 2;

/** An id of a ranked list, and how far its place is to be trusted, from 0 to 1. */
export interface RankedHit {
  readonly id: string;
  readonly weight: number;
}

/** A found id with its fused score, from 0 to 1, and the lists that it is in. */
export interface FusedHit {
  readonly id: string;
  readonly score: number;
  readonly matchedBy: readonly MatchWay[];
}

/**
 * Fuses ranked lists of ids by their reciprocal ranks and weights, best first. Scores of different lists cannot be
 * compared, and ranks can. An id that is first in all lists with full weight has the score 1.
 */
export function fuseRanks(
  lists: Readonly<Record<MatchWay, readonly RankedHit[]>>,
  rankOffset = RANK_OFFSET,
): readonly FusedHit[] {
  const used = MATCH_WAYS.filter((way) => lists[way].length > 0);
  const best = used.length / (rankOffset + 1);
  const found = new Map<string, { score: number; matchedBy: MatchWay[] }>();
  for (const way of used) {
    lists[way].forEach(({ id, weight }, rank) => {
      const { score, matchedBy } = found.get(id) ?? { score: 0, matchedBy: [] };
      found.set(id, { score: score + weight / (rankOffset + 1 + rank), matchedBy: [...matchedBy, way] });
    });
  }
  return [...found]
    .map(([id, { score, matchedBy }]) => ({ id, score: score / best, matchedBy }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
