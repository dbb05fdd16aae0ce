import { countUntil } from './sla-count.js';
import {
  hasTarget,
  milestoneOf,
  newPromise,
  NO_MILESTONE,
  paceOf,
  schedule,
  targetOf,
  type SlaClock,
  type SlaMilestone,
} from './sla-milestone.js';
import { allowedMinutes } from './sla-terms.js';
import { SLA_TARGETS, targetsFor, type SlaSubject, type SlaTarget, type SlaTerms } from './sla.js';

/* Public words on a ticket, and the targets that they start and meet. */

/**
 * Records a public answer of staff.
 * The first one meets the first response. Each meets a next response that is due. `keepClock` completes their cycles.
 */
export function recordAnswer(clock: SlaClock, at: Date): SlaClock {
  const { unansweredSince: _, ...answered } = recordFirstResponse(clock, at);
  const { nextResponse } = answered;
  if (nextResponse === undefined || nextResponse.ongoing === null || nextResponse.metAt !== null)
    return answered;
  return { ...answered, nextResponse: { ...nextResponse, metAt: at } };
}

/** Records the first public answer of staff; later ones change nothing. */
export function recordFirstResponse(clock: SlaClock, at: Date): SlaClock {
  const { firstResponse } = clock;
  // A ticket that is over, or one without this target, which still remembers that it was answered.
  const isOver = firstResponse.ongoing === null && firstResponse.completed.length > 0;
  if (firstResponse.metAt !== null || isOver) return clock;
  return { ...clock, firstResponse: { ...firstResponse, metAt: at } };
}

/**
 * Records a public word of the requester. The oldest unanswered one counts.
 * While a first response is due, that target covers it. `keepClock` starts the next response.
 */
export function recordWord(clock: SlaClock, at: Date): SlaClock {
  const { firstResponse, unansweredSince } = clock;
  const isCovered = firstResponse.ongoing !== null && firstResponse.metAt === null;
  return isCovered || unansweredSince !== undefined ? clock : { ...clock, unansweredSince: at };
}

/** True if a word of the requester waits for a next response that has not started. */
export function awaitsNextResponse(clock: SlaClock): boolean {
  return clock.unansweredSince !== undefined && milestoneOf(clock, 'nextResponse').ongoing === null;
}

/**
 * Returns the clock with the targets that begin at `at`:
 * a next response for an unanswered word, and a target that the ticket did not have under its former priority, category,
 * team or policy. Nothing begins while the clock is stopped.
 */
export function withStarted(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  if (clock.state === 'stopped' || clock.state === 'none') return clock;
  const targets = targetsFor(terms.policy, subject);
  const starting = SLA_TARGETS.flatMap((target) => {
    const minutes = begins(clock, target) ? allowedMinutes(terms, targets, target, at) : null;
    return minutes === null ? [] : [{ target, minutes }];
  });
  if (starting.length === 0) return clock;
  return starting.reduce<SlaClock>(
    (now, { target, minutes }) => ({
      ...now,
      [target]: schedule(
        terms,
        paceOf(now, target),
        startPromise(milestoneOf(now, target), target, minutes, at),
        false,
      ),
    }),
    countUntil(terms, clock, at),
  );
}

function begins(clock: SlaClock, target: SlaTarget): boolean {
  if (target === 'nextResponse') return awaitsNextResponse(clock);
  const promise = clock[target];
  return !hasTarget(promise) && promise.metAt === null;
}

/** A next response starts again with each word, and keeps its completed cycles. */
function startPromise(before: SlaMilestone, target: SlaTarget, minutes: number, at: Date): SlaMilestone {
  if (target !== 'nextResponse') return newPromise(minutes, at);
  return {
    ...NO_MILESTONE,
    completed: before.completed,
    isRepeating: true,
    ongoing: { startedAt: at, ...targetOf(minutes, 0), workedMs: 0, isWarned: false },
  };
}
