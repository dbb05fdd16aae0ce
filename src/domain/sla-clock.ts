import { workingMsBetween } from './calendar/working-time.js';
import {
  latest,
  SLA_TARGETS,
  stateIn,
  targetsFor,
  versionRef,
  type SlaState,
  type SlaSubject,
  type SlaTarget,
  type SlaTerms,
} from './sla.js';
import {
  eachPromise,
  isAnswered,
  isBreached,
  isExceeded,
  isMissed,
  newPromise,
  quiet,
  scheduled,
  targetOf,
  type SlaClock,
  type SlaPromise,
} from './sla-promise.js';

/*
 * The SLA clock of a ticket, in working time. It counts while the ticket is worked on, stands still while the policy
 * says so, and stops when the ticket is resolved. Whatever happens to the ticket, `keepClock` brings the clock after it.
 */

/** A ticket as far as its clock is concerned. */
type Clocked = SlaSubject & { readonly sla: SlaClock };

const MAX_COMPLETED = 50;

/** @throws DomainError `invalid_input` when the calendar has not enough working time for the targets. */
export function startClock(terms: SlaTerms, subject: SlaSubject, at: Date): SlaClock {
  const { firstResponseMinutes, resolutionMinutes } = targetsFor(terms.policy, subject);
  const clock: SlaClock = {
    policy: versionRef(terms.policy),
    state: 'running',
    since: at,
    firstResponse: newPromise(firstResponseMinutes, at),
    resolution: newPromise(resolutionMinutes, at),
  };
  const running = eachPromise(clock, (promise) => scheduled(terms, clock, promise, false));
  return moveTo(terms, running, subject, at);
}

/** True when the change of the ticket is one that its clock has to follow. */
export function movesClock(before: Clocked, after: Clocked): boolean {
  return before.status !== after.status || isRetargeted(before, after) || isAnswered(after.sla.firstResponse);
}

/** The clock of `after`, brought to where the ticket is. The same whatever the order of changes at one instant. */
export function keepClock(terms: SlaTerms, before: Clocked, after: Clocked, at: Date): SlaClock {
  const { metAt } = after.sla.firstResponse;
  let clock = after.sla;
  if (isAnswered(clock.firstResponse)) clock = counted(terms, clock, metAt ?? at, ['firstResponse']);
  if (isRetargeted(before, after)) clock = retarget(terms, clock, after, at);
  if (before.status !== after.status) clock = moveTo(terms, clock, after, at);
  return clock;
}

/** The first public answer of staff; later ones change nothing. {@link keepClock} closes the books on it. */
export function recordFirstResponse(clock: SlaClock, at: Date): SlaClock {
  const { firstResponse } = clock;
  if (firstResponse.metAt !== null || firstResponse.ongoing === null) return clock;
  return { ...clock, firstResponse: { ...firstResponse, metAt: at } };
}

/** Seconds of working time left of a promise, negative when overdue; a halted clock stands still. Null once met. */
export function remainingSeconds(
  { calendar }: Pick<SlaTerms, 'calendar'>,
  clock: SlaClock,
  target: SlaTarget,
  at: Date,
): number | null {
  const promise = clock[target];
  if (promise.metAt !== null) return null;
  const cycle = promise.ongoing ?? promise.completed.at(-1);
  if (cycle === undefined) return null;
  const counts = promise.ongoing !== null && clock.state === 'running';
  const sinceMs = counts ? workingMsBetween(calendar, clock.since, latest(clock.since, at)) : 0;
  return Math.round((cycle.dueAfterMs - cycle.workedMs - sinceMs) / 1000);
}

/** New targets; the time already used stays used, and what was met or missed stays so. */
function retarget(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const targets = targetsFor(terms.policy, subject);
  const now = counted(terms, clock, at);
  return eachPromise(now, (promise, target) => {
    const { ongoing } = promise;
    if (ongoing === null || isMissed(clock, promise, at)) return promise;
    const next = { ...ongoing, ...targetOf(targets[`${target}Minutes`], ongoing.workedMs) };
    return scheduled(terms, now, { ...promise, ongoing: next }, false);
  });
}

/** To what the ticket's status asks for: run, stand still, or stop. */
function moveTo(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const state = stateIn(terms.policy, subject.status);
  if (state !== 'stopped' && state === clock.state) return clock;
  const isOver = subject.status === 'closed' || subject.status === 'cancelled';
  if (state === 'stopped') {
    const ending = SLA_TARGETS.filter((target) => isOver || target === 'resolution');
    const stopped = counted(terms, clock, at, ending);
    const { resolution } = stopped;
    const isMet = subject.status === 'resolved' && resolution.metAt === null;
    return {
      ...stopped,
      state,
      since: clock.state === 'running' ? at : clock.since,
      firstResponse: quiet(stopped.firstResponse),
      resolution: quiet(isMet ? { ...resolution, metAt: at } : resolution),
    };
  }
  const isMissedBy = (promise: SlaPromise) => isMissed(clock, promise, at);
  const reopened = clock.state === 'stopped' ? reopen(terms, clock, subject, at) : clock;
  const now = { ...counted(terms, reopened, at), state, since: haltedOr(clock, state, at) };
  return eachPromise(now, (promise, target) =>
    state === 'paused'
      ? quiet(promise)
      : scheduled(terms, now, promise, isMissedBy(clock[target]) || isBreached(promise)),
  );
}

/** Since when the clock is where `state` puts it: time goes on not counting from when it first did not. */
export function haltedOr(clock: SlaClock, state: SlaState, at: Date): Date {
  return state === 'paused' && clock.state === 'paused' ? clock.since : at;
}

/** A new cycle for the resolution, with the rest of the time. */
function reopen(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const { resolution } = clock;
  const last = resolution.completed.at(-1);
  if (resolution.ongoing !== null || last === undefined) return clock;
  const { dueAfterMs, targetMinutes, workedMs } = last;
  const target = isBreached(resolution)
    ? { targetMinutes, dueAfterMs }
    : targetOf(targetsFor(terms.policy, subject).resolutionMinutes, workedMs);
  const ongoing = { startedAt: at, ...target, workedMs, isWarned: false };
  return { ...clock, resolution: { ...resolution, metAt: null, ongoing } };
}

/** The clock with the time up to `at` counted, and with the cycles of `ending` completed. */
export function counted(
  terms: SlaTerms,
  clock: SlaClock,
  at: Date,
  ending: readonly SlaTarget[] = [],
): SlaClock {
  const isRunning = clock.state === 'running';
  const until = latest(clock.since, at);
  const usedMs = isRunning ? workingMsBetween(terms.calendar, clock.since, until) : 0;
  const now = { ...clock, since: isRunning ? until : clock.since };
  return eachPromise(now, (promise, target) => {
    if (promise.ongoing === null) return promise;
    const cycle = { ...promise.ongoing, workedMs: promise.ongoing.workedMs + usedMs };
    if (!ending.includes(target)) return { ...promise, ongoing: cycle };
    const breached = promise.breachedAt !== null || isExceeded(clock, promise, until);
    const completed = { ...cycle, stoppedAt: at, dueAt: promise.dueAt, breached };
    return quiet({
      ...promise,
      ongoing: null,
      completed: [...promise.completed, completed].slice(-MAX_COMPLETED),
    });
  });
}

function isRetargeted(before: SlaSubject, after: SlaSubject): boolean {
  return (
    before.priority !== after.priority || before.category !== after.category || before.team !== after.team
  );
}
