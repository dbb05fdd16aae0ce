/** The ways in which a search finds an article. */
export const MATCH_WAYS = ['text', 'meaning'] as const;
export type MatchWay = (typeof MATCH_WAYS)[number];

/** What reciprocal rank fusion divides by, beside the rank. From Cormack, Clarke and Büttcher, SIGIR 2009. */
const RANK_OFFSET = 60;

/** A found id with its fused score, from 0 to 1, and the lists that it is in. */
export interface FusedHit {
  readonly id: string;
  readonly score: number;
  readonly matchedBy: readonly MatchWay[];
}

/**
 * Fuses ranked lists of ids by their reciprocal ranks, best first. Scores of different lists cannot be compared, and
 * ranks can. An id that is first in all lists has the score 1.
 */
export function fuseRanks(lists: Readonly<Record<MatchWay, readonly string[]>>): readonly FusedHit[] {
  const used = MATCH_WAYS.filter((way) => lists[way].length > 0);
  const best = used.length / (RANK_OFFSET + 1);
  const found = new Map<string, { score: number; matchedBy: MatchWay[] }>();
  for (const way of used) {
    lists[way].forEach((id, rank) => {
      const { score, matchedBy } = found.get(id) ?? { score: 0, matchedBy: [] };
      found.set(id, { score: score + 1 / (RANK_OFFSET + 1 + rank), matchedBy: [...matchedBy, way] });
    });
  }
  return [...found]
    .map(([id, { score, matchedBy }]) => ({ id, score: score / best, matchedBy }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
