import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { NO_COUNTS, type Article, type ArticleCounts } from '../../../domain/knowledge/article.js';
import { clusterQuestions, type QuestionCluster } from '../../../domain/knowledge/cluster-questions.js';
import { addDays } from '../../../domain/time.js';
import type { MissedSearch } from '../../../ports/knowledge/gaps.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'articles' | 'articleIndex' | 'knowledgeGaps' | 'clock'>;

const DAYS = 7;
/** The newest tickets of the week. Comparing as many takes less than a second. */
const MAX_TICKETS = 2_000;
/** Fewer tickets are no question that an article would save. */
const MIN_TICKETS = 3;
const MAX_CLUSTERS = 20;
/** Larger groups that are looked at until enough have no article. */
const MAX_CHECKED = 60;
const MAX_SEARCHES = 50;
/** Articles that have a word. */
const CANDIDATES = 50;
/** An article with this share of the words answers the question. */
const COVERED = 2 / 3;

/** A question that several people asked, and the nearest public article; null without one. */
export interface KnowledgeGap extends QuestionCluster {
  /** Present if readers say that it does not help. */
  readonly article: (Pick<Article, 'id' | 'title'> & Pick<ArticleCounts, 'helpful' | 'notHelpful'>) | null;
}

export interface KnowledgeGapReport {
  readonly from: Date;
  readonly to: Date;
  /** Tickets that were compared. */
  readonly tickets: number;
  readonly gaps: readonly KnowledgeGap[];
  readonly searches: readonly (MissedSearch & { readonly count: number })[];
}

/**
 * Returns what people asked in the seven days up to `to` and what no public article answers: tickets with similar titles,
 * and searches without a result. An article counts as an answer if it has most of the words that the titles
 * share, unless more readers found it useless than useful.
 * @throws DomainError `forbidden`
 */
export async function readKnowledgeGaps(
  deps: Deps,
  actor: Actor,
  lastDay: string | undefined,
): Promise<KnowledgeGapReport> {
  authorize(actor, 'knowledge_gap.read');
  const { knowledgeGaps, clock } = deps;
  const to = lastDay === undefined ? clock.now() : addDays(new Date(`${lastDay}T00:00:00Z`), 1);
  const from = addDays(to, -DAYS);
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const days = { from: dayOf(from), to: lastDay ?? dayOf(to) };
  const [tickets, searches] = await Promise.all([
    knowledgeGaps.openedTickets(from, to, MAX_TICKETS),
    knowledgeGaps.misses(days, MAX_SEARCHES),
  ]);
  const gaps: KnowledgeGap[] = [];
  for (const cluster of clusterQuestions(tickets, MIN_TICKETS).slice(0, MAX_CHECKED)) {
    if (gaps.length === MAX_CLUSTERS) break;
    const gap = await gapOf(deps, cluster);
    if (gap !== null) gaps.push(gap);
    await nextTurn();
  }
  return { from, to, tickets: tickets.length, gaps, searches };
}

/** Null where an article answers it. */
async function gapOf(deps: Deps, cluster: QuestionCluster): Promise<KnowledgeGap | null> {
  const ids = await answering(deps, cluster.words);
  if (ids.length === 0) return { ...cluster, article: null };
  const [articles, counts] = await Promise.all([deps.articles.findEach(ids), deps.articles.counts(ids)]);
  const judged = articles.map(({ id, title }) => ({ id, title, ...(counts.get(id) ?? NO_COUNTS) }));
  const useless = judged.filter(({ helpful, notHelpful }) => notHelpful > helpful);
  const [worst] = useless;
  if (worst === undefined || useless.length < judged.length) return null;
  const { id, title, helpful, notHelpful } = worst;
  return { ...cluster, article: { id, title, helpful, notHelpful } };
}

/** The public articles with most of the words. */
async function answering({ articleIndex }: Deps, words: readonly string[]): Promise<readonly string[]> {
  const scope = { onlyForEverybody: true, onlyPublished: true };
  const found = new Map<string, number>();
  for (const word of words)
    for (const { id } of await articleIndex.byWords(word, scope, CANDIDATES))
      found.set(id, (found.get(id) ?? 0) + 1);
  return [...found].filter(([, count]) => count >= words.length * COVERED).map(([id]) => id);
}
