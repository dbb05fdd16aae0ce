import { countUntil } from './sla-count.js';
import { breachedDueAt } from './sla-due.js';
import {
  hasBreached,
  isBreachedAt,
  paceOf,
  schedule,
  targetOf,
  type Pace,
  type SlaClock,
  type SlaCycle,
  type SlaMilestone,
} from './sla-milestone.js';
import type { SlaTerms } from './sla.js';

/* The targets of a ticket that is merged into another: the other ticket meets or breaches them. */

/** A clock with its terms. */
export interface ClockOfTicket {
  readonly terms: SlaTerms;
  readonly sla: SlaClock;
}

/**
 * Returns the clock of the remaining ticket after a merge at `at`.
 * If both have a target due, the one with more used time continues, by the targets of the remaining ticket. Breaches
 * of the merged ticket are breaches here too, so that a merge hides none. Completed escalation steps are not
 * repeated.
 */
export function carriedOver(gone: ClockOfTicket, into: ClockOfTicket, at: Date): SlaClock {
  const [from, now] = [countUntil(gone.terms, gone.sla, at), countUntil(into.terms, into.sla, at)];
  const isBroken = (clock: SlaClock, target: CarriedTarget) =>
    hasBreached(clock[target]) || isBreachedAt(paceOf(clock, target), clock[target], at);
  const [theirWord, ownWord] = [from.unansweredSince, now.unansweredSince];
  const word = earliest(theirWord, ownWord);
  const answering = word === undefined ? now : { ...now, unansweredSince: word };
  return CARRIED.reduce<SlaClock>((clock, target) => {
    if (isBroken(into.sla, target)) return clock;
    const [theirs, own, pace] = [from[target], now[target], paceOf(now, target)];
    const promise = isBroken(gone.sla, target)
      ? withBreach(into.terms, pace, own, theirs, at)
      : withEarlierStart(into.terms, pace, own, theirs);
    return { ...clock, [target]: promise };
  }, answering);
}

/** A next response belongs to its ticket. An unanswered word of the merged ticket starts one here. */
const CARRIED = ['firstResponse', 'resolution'] as const;
type CarriedTarget = (typeof CARRIED)[number];

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function withEarlierStart(
  terms: SlaTerms,
  pace: Pace,
  own: SlaMilestone,
  { ongoing: theirs }: SlaMilestone,
): SlaMilestone {
  if (own.ongoing === null || theirs === null || theirs.workedMs <= own.ongoing.workedMs) return own;
  const { raisedFrom: _, ...cycle } = own.ongoing;
  const { startedAt, workedMs } = theirs;
  const ongoing: SlaCycle = { ...cycle, startedAt, workedMs, ...targetOf(cycle.targetMinutes, workedMs) };
  return schedule(terms, pace, { ...own, ongoing }, false);
}

function withBreach(
  terms: SlaTerms,
  pace: Pace,
  own: SlaMilestone,
  theirs: SlaMilestone,
  at: Date,
): SlaMilestone {
  const dueAt = theirs.ongoing === null ? breachedDueAt(theirs) : theirs.dueAt;
  const last = own.completed.at(-1);
  if (own.ongoing === null && last !== undefined) {
    const completed = [...own.completed.slice(0, -1), { ...last, dueAt, breached: true }];
    return { ...own, completed, breachedAt: theirs.breachedAt };
  }
  // While time counts, the workflow of the ticket records the breach and sends the mails.
  const breachedAt = theirs.breachedAt ?? (pace.state === 'running' ? null : at);
  if (own.ongoing === null) return { ...own, breachedAt };
  const cycle = theirs.ongoing ?? theirs.completed.at(-1) ?? own.ongoing;
  const { raisedFrom: _, ...rest } = own.ongoing;
  const ongoing: SlaCycle = {
    ...rest,
    startedAt: cycle.startedAt < rest.startedAt ? cycle.startedAt : rest.startedAt,
    workedMs: Math.max(cycle.workedMs, rest.workedMs),
    dueAfterMs: Math.min(cycle.dueAfterMs, rest.dueAfterMs),
  };
  return schedule(terms, pace, { ...own, ongoing, dueAt, breachedAt, stepsDone: theirs.stepsDone }, true);
}
