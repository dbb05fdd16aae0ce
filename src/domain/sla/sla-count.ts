import { latest } from '../time.js';
import { workingMsBetween } from './calendar/working-time.js';
import {
  eachMilestone,
  isPastDue,
  milestoneOf,
  paceOf,
  quiet,
  type SlaClock,
  type SlaMilestone,
} from './sla-milestone.js';
import {
  owesResponse,
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
export function countUntil(
  terms: SlaTerms,
  clock: SlaClock,
  at: Date,
  ending: readonly SlaTarget[] = [],
): SlaClock {
  const { firstResponseSince, ...rest } = clock;
  const isOwed = RESPONSES.some((target) => !ending.includes(target) && isDue(milestoneOf(clock, target)));
  const goesOn = firstResponseSince !== undefined && isOwed;
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
  const isRecorded = promise.isRepeating === true && promise.breachedAt !== null;
  const completed = {
    ...cycle,
    stoppedAt: at,
    dueAt: promise.dueAt,
    breached,
    ...(isRecorded ? ({ isRecorded: true } as const) : {}),
  };
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

const RESPONSES = ['firstResponse', 'nextResponse'] as const;

function isOwed(policy: SlaPolicy, clock: SlaClock, subject: SlaPaceSubject): boolean {
  return owesResponse(policy, subject) && RESPONSES.some((target) => isDue(milestoneOf(clock, target)));
}

function isDue({ ongoing, metAt }: SlaMilestone): boolean {
  return ongoing !== null && metAt === null;
}

/** Returns the start of the current pause or stop: time has not counted since then. */
function haltedOr(clock: SlaClock, state: SlaState, at: Date): Date {
  return state === 'paused' && clock.state === 'paused' ? clock.since : at;
}
