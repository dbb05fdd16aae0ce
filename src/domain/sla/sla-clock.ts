import { mergedInto } from '../ticket-links.js';
import { NO_ANSWER_CODE } from '../resolution-codes.js';
import { latest } from '../time.js';
import { workingMsBetween } from './calendar/working-time.js';
import { atPace, countUntil, isAtPace } from './sla-count.js';
import {
  eachMilestone,
  isAnswered,
  hasBreached,
  isBreachedAt,
  milestoneOf,
  newPromise,
  paceOf,
  quiet,
  schedule,
  targetOf,
  type SlaClock,
  type SlaMilestone,
} from './sla-milestone.js';
import { awaitsNextResponse, withStarted } from './sla-response.js';
import { allowedMinutes, inForce } from './sla-terms.js';
import { retarget, withRaisedRescheduled } from './sla-retarget.js';
import {
  SLA_TARGETS,
  stateIn,
  targetsFor,
  versionRef,
  type SlaSubject,
  type SlaTarget,
  type SlaTerms,
} from './sla.js';

/*
 * The SLA clock of a ticket, in working time.
 * It runs while staff work on the ticket, pauses by the policy, and stops when the ticket is resolved. `keepClock`
 * updates it after every change of the ticket.
 */

/** A ticket as far as its clock is concerned. */
type Clocked = SlaSubject & { readonly sla: SlaClock };

/** @throws DomainError `invalid_input` when the calendar has not enough working time for the targets. */
export function startClock(all: SlaTerms, subject: SlaSubject, at: Date): SlaClock {
  const terms = inForce(all, subject);
  const targets = targetsFor(terms.policy, subject);
  const minutes = (target: SlaTarget) => allowedMinutes(terms, targets, target, at);
  const clock: SlaClock = {
    policy: versionRef(terms.policy),
    state: 'running',
    since: at,
    firstResponse: newPromise(minutes('firstResponse'), at),
    resolution: newPromise(minutes('resolution'), at),
  };
  const running = eachMilestone(clock, (promise) =>
    promise.ongoing === null ? promise : schedule(terms, clock, promise, false),
  );
  return moveTo(terms, running, subject, at);
}

/** True when the change of the ticket is one that its clock has to follow. */
export function movesClock(before: Clocked, after: Clocked): boolean {
  return (
    isPaceChanged(before, after) ||
    isRetargeted(before, after) ||
    SLA_TARGETS.some((target) => isAnswered(milestoneOf(after.sla, target))) ||
    awaitsNextResponse(after.sla)
  );
}

/**
 * Returns the clock of `after`, updated to its state.
 * The order of changes at one instant does not matter. Time until `at` counts by the calendar of `before`.
 */
export function keepClock(all: SlaTerms, before: Clocked, after: Clocked, at: Date): SlaClock {
  const [former, terms] = [inForce(all, before), inForce(all, after)];
  let clock = after.sla;
  for (const target of SLA_TARGETS) {
    const promise = milestoneOf(clock, target);
    if (isAnswered(promise)) clock = countUntil(former, clock, promise.metAt ?? at, [target]);
  }
  const isRowChanged = former.calendar !== terms.calendar;
  if (isRowChanged) clock = countUntil(former, clock, at);
  if (isRetargeted(before, after)) clock = retarget(terms, clock, after, at);
  if (isPaceChanged(before, after)) clock = moveTo(terms, clock, after, at);
  return withStarted(terms, clock, after, at);
}

/**
 * Returns the remaining working seconds of a target, negative if overdue; a halted clock does not change.
 * Null once met.
 */
export function remainingSeconds(
  { calendar }: Pick<SlaTerms, 'calendar'>,
  clock: SlaClock,
  target: SlaTarget,
  at: Date,
): number | null {
  const promise = milestoneOf(clock, target);
  if (promise.metAt !== null) return null;
  const cycle = promise.ongoing ?? promise.completed.at(-1);
  if (cycle === undefined) return null;
  const { state, since } = paceOf(clock, target);
  const counts = promise.ongoing !== null && state === 'running';
  const sinceMs = counts ? workingMsBetween(calendar, since, latest(since, at)) : 0;
  return Math.round((cycle.dueAfterMs - cycle.workedMs - sinceMs) / 1000);
}

/** Returns the used part of the working time of a target, above 1 if overdue. Null once met. */
export function usedShare(
  terms: Pick<SlaTerms, 'calendar'>,
  clock: SlaClock,
  target: SlaTarget,
  at: Date,
): number | null {
  const { ongoing, completed } = milestoneOf(clock, target);
  const allowedMs = (ongoing ?? completed.at(-1))?.dueAfterMs;
  const left = remainingSeconds(terms, clock, target, at);
  if (left === null || allowedMs === undefined) return null;
  return allowedMs > 0 ? Math.round(1000 - (left * 1_000_000) / allowedMs) / 1000 : 1;
}

/** Moves the clock to the state of the ticket's status: running, paused or stopped. */
function moveTo(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  if (stateIn(terms.policy, subject) === 'stopped') return stop(terms, clock, subject, at);
  if (isAtPace(terms.policy, clock, subject)) return clock;
  const reopened = clock.state === 'stopped' ? reopen(terms, clock, subject, at) : clock;
  const now = atPace(terms.policy, countUntil(terms, reopened, at), subject, at);
  return eachMilestone(now, (promise, target) => {
    const [before, after] = [paceOf(clock, target), paceOf(now, target)];
    if (after.state !== 'running') return quiet(promise);
    if (before.state === 'running') return promise;
    const was = milestoneOf(clock, target);
    const isPast = (due: Pick<SlaMilestone, 'dueAt'>) => isBreachedAt(before, { ...was, ...due }, at);
    const wasMissed = isPast(was) || hasBreached(promise);
    return withRaisedRescheduled(terms, after, schedule(terms, after, promise, wasMissed), isPast);
  });
}

/** The resolution is met if the ticket is solved. All targets end with the ticket. */
function stop(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const isOver = subject.status === 'closed' || subject.status === 'cancelled';
  const ending = SLA_TARGETS.filter((target) => isOver || target === 'resolution');
  const { firstResponseSince, ...halted } = countUntil(terms, clock, at, ending);
  const { firstResponse, nextResponse, resolution } = halted;
  const isMet = subject.status === 'resolved' && resolution.metAt === null && isSolved(subject, clock);
  const hasRun = clock.state === 'running' || firstResponseSince !== undefined;
  return {
    ...halted,
    state: isOver && isMerged(subject) ? 'none' : 'stopped',
    since: hasRun ? at : clock.since,
    firstResponse: quiet(firstResponse),
    ...(nextResponse === undefined ? {} : { nextResponse: quiet(nextResponse) }),
    resolution: quiet(isMet ? { ...resolution, metAt: at } : resolution),
  };
}

/**
 * Returns true if the ticket was solved.
 * A merge does not solve a ticket. Nor does a resolution without the requester's answer, if staff never answered.
 */
function isSolved(subject: SlaSubject, { firstResponse }: SlaClock): boolean {
  if (isMerged(subject)) return false;
  return subject.resolutionCode !== NO_ANSWER_CODE || firstResponse.metAt !== null;
}

function isMerged({ links = [] }: SlaSubject): boolean {
  return mergedInto(links) !== undefined;
}

/** A new cycle for the resolution, with the rest of the time. */
function reopen(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const { resolution } = clock;
  const last = resolution.completed.at(-1);
  if (resolution.ongoing !== null || last === undefined) return clock;
  const { dueAfterMs, targetMinutes, workedMs } = last;
  const begin = resolution.completed[0]?.startedAt ?? at;
  const allowed = allowedMinutes(terms, targetsFor(terms.policy, subject), 'resolution', begin);
  const target = hasBreached(resolution)
    ? { targetMinutes, dueAfterMs }
    : targetOf(allowed ?? targetMinutes, workedMs);
  const ongoing = { startedAt: at, ...target, workedMs, isWarned: false };
  return { ...clock, resolution: { ...resolution, metAt: null, ongoing } };
}

function isRetargeted(before: SlaSubject, after: SlaSubject): boolean {
  return (
    before.priority !== after.priority || before.category !== after.category || before.team !== after.team
  );
}

/** Another reason of a hold can pause the clock, or continue it. */
function isPaceChanged(before: SlaSubject, after: SlaSubject): boolean {
  return before.status !== after.status || before.hold?.pausesClock !== after.hold?.pausesClock;
}
