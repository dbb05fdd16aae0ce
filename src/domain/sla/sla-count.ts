import { latest } from '../time.js';
import { workingMsBetween } from './calendar/working-time.js';
import {
  eachMilestone,
  isPastDue,
  paceOf,
  quiet,
  type SlaClock,
  type SlaMilestone,
} from './sla-milestone.js';
import {
  owesFirstResponse,
  stateIn,
  type SlaPaceSubject,
  type SlaPolicy,
  type SlaState,
  type SlaTarget,
  type SlaTerms,
} from './sla.js';

/* The time that counts on an SLA clock, and at what pace it counts on. */

const MAX_COMPLETED = 50;

/** The clock with the time up to `at` counted, and with the cycles of `ending` completed. */
export function counted(
  terms: SlaTerms,
  clock: SlaClock,
  at: Date,
  ending: readonly SlaTarget[] = [],
): SlaClock {
  const { firstResponseSince, ...rest } = clock;
  const goesOn = firstResponseSince !== undefined && !ending.includes('firstResponse');
  const now = {
    ...rest,
    since: clock.state === 'running' ? latest(clock.since, at) : clock.since,
    ...(goesOn ? { firstResponseSince: latest(firstResponseSince, at) } : {}),
  };
  return eachMilestone(now, (promise, target) =>
    countedPromise(terms, clock, promise, { target, at, isEnding: ending.includes(target) }),
  );
}

function countedPromise(
  { calendar }: SlaTerms,
  clock: SlaClock,
  promise: SlaMilestone,
  { target, at, isEnding }: { readonly target: SlaTarget; readonly at: Date; readonly isEnding: boolean },
): SlaMilestone {
  if (promise.ongoing === null) return promise;
  const pace = paceOf(clock, target);
  const until = latest(pace.since, at);
  const usedMs = pace.state === 'running' ? workingMsBetween(calendar, pace.since, until) : 0;
  const ongoing = { ...promise.ongoing, workedMs: promise.ongoing.workedMs + usedMs };
  if (!isEnding) return { ...promise, ongoing };
  const { raisedFrom: _, ...cycle } = ongoing;
  const breached = promise.breachedAt !== null || isPastDue(pace, promise, until);
  const completed = { ...cycle, stoppedAt: at, dueAt: promise.dueAt, breached };
  return quiet({
    ...promise,
    ongoing: null,
    completed: [...promise.completed, completed].slice(-MAX_COMPLETED),
  });
}

/** Counts the time of the clock up to `at`, then sets the pace for the ticket's status. */
export function atPace(policy: SlaPolicy, clock: SlaClock, subject: SlaPaceSubject, at: Date): SlaClock {
  const { firstResponseSince: _, ...rest } = clock;
  const state = stateIn(policy, subject);
  const goesOn = state === 'paused' && isOwed(policy, clock, subject);
  return { ...rest, state, since: haltedOr(clock, state, at), ...(goesOn ? { firstResponseSince: at } : {}) };
}

/** True when nothing of the clock's pace has to change for this status. */
export function isAtPace(policy: SlaPolicy, clock: SlaClock, subject: SlaPaceSubject): boolean {
  const state = stateIn(policy, subject);
  const goesOn = state === 'paused' && isOwed(policy, clock, subject);
  return state === clock.state && goesOn === (clock.firstResponseSince !== undefined);
}

function isOwed(policy: SlaPolicy, { firstResponse }: SlaClock, subject: SlaPaceSubject): boolean {
  return firstResponse.ongoing !== null && firstResponse.metAt === null && owesFirstResponse(policy, subject);
}

/** Returns the start of the current pause or stop: time has not counted since then. */
function haltedOr(clock: SlaClock, state: SlaState, at: Date): Date {
  return state === 'paused' && clock.state === 'paused' ? clock.since : at;
}
