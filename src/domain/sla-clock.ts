import { addWorkingMs, workingMsBetween } from './calendar/working-time.js';
import {
  SLA_TARGETS,
  stateIn,
  targetsFor,
  versionRef,
  type EscalationStep,
  type SlaState,
  type SlaSubject,
  type SlaTarget,
  type SlaTerms,
} from './sla.js';

/*
 * The SLA clock of a ticket, in working time. It counts while the ticket is worked on, stands still while the policy
 * says so, and stops when the ticket is resolved. Whatever happens to the ticket, `keepClock` brings the clock after it.
 */

/** A stretch in which a promise is to be kept: from the start, or a reopening, until it is met or the ticket is over. */
export interface SlaCycle {
  readonly startedAt: Date;
  readonly targetMinutes: number;
  /** Working time used, that of earlier cycles included; while the clock runs, up to the clock's `since`. */
  readonly workedMs: number;
  /** The working time after which it is due: the target, or what was used up already when a shorter target came. */
  readonly dueAfterMs: number;
  /** True once the warning of this cycle was given. */
  readonly isWarned: boolean;
}

/** A cycle that is over. */
export interface CompletedCycle extends SlaCycle {
  readonly stoppedAt: Date;
  readonly dueAt: Date;
  /** True when it was over its time before it stopped. */
  readonly breached: boolean;
}

/** One promise. Instants are absolute, and move only when the clock was paused or the target changes. */
export interface SlaPromise {
  /** While the clock stands still: when it would be due had it gone on. */
  readonly dueAt: Date;
  readonly metAt: Date | null;
  /** When the breach was written down; null until then. */
  readonly breachedAt: Date | null;
  /** When to warn; null when there is no warning to come. */
  readonly warnAt: Date | null;
  /** How many of the policy's escalation steps are done. */
  readonly stepsDone: number;
  /** When the next escalation step is due; null when there is none to come. */
  readonly escalateAt: Date | null;
  /** Null once the promise is met or the ticket is over. */
  readonly ongoing: SlaCycle | null;
  /** In order; of a ticket that is reopened time and again, the latest. */
  readonly completed: readonly CompletedCycle[];
}

/** The two promises of a ticket. */
export interface SlaClock {
  /** `name@version`. */
  readonly policy: string;
  readonly state: SlaState;
  /** While it runs: up to when the time used is counted. Else since when time does not count. */
  readonly since: Date;
  readonly firstResponse: SlaPromise;
  readonly resolution: SlaPromise;
}

/** A ticket as far as its clock is concerned. */
type Clocked = SlaSubject & { readonly sla: SlaClock };

const MS_PER_MINUTE = 60_000;
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

/** The promises of which a warning is due at `at`. What is broken by then is not warned of. */
export function newWarnings(clock: SlaClock, at: Date): readonly SlaTarget[] {
  if (clock.state !== 'running') return [];
  return SLA_TARGETS.filter((target) => {
    const { warnAt } = clock[target];
    return warnAt !== null && warnAt <= at && !isMissed(clock, clock[target], at);
  });
}

export function recordWarning(clock: SlaClock, target: SlaTarget): SlaClock {
  const promise = clock[target];
  const ongoing = promise.ongoing === null ? null : { ...promise.ongoing, isWarned: true };
  return { ...clock, [target]: { ...promise, ongoing, warnAt: null } };
}

/** The promises that are broken at `at` and not yet written down as such, also where they were met late meanwhile. */
export function newBreaches(clock: SlaClock, at: Date): readonly SlaTarget[] {
  return SLA_TARGETS.filter((target) => {
    const promise = clock[target];
    return promise.breachedAt === null && (isBreached(promise) || isMissed(clock, promise, at));
  });
}

/** When a promise that is broken was due, also if that was in a cycle that is over. */
export function breachedDueAt(promise: SlaPromise): Date {
  return promise.completed.find(({ breached }) => breached)?.dueAt ?? promise.dueAt;
}

/** Writes the breach down, and sets the instant of the first escalation step. */
export function recordBreach(terms: SlaTerms, clock: SlaClock, target: SlaTarget, at: Date): SlaClock {
  const promise = { ...clock[target], breachedAt: at };
  return { ...clock, [target]: scheduled(terms, clock, promise, true) };
}

/** An escalation step that is due. */
export interface DueStep {
  readonly target: SlaTarget;
  /** Its place in the policy, from 0. */
  readonly index: number;
  readonly step: EscalationStep;
  readonly dueAt: Date;
}

/** The next escalation step that is due at `at`; null when there is none. */
export function nextDueStep({ policy }: SlaTerms, clock: SlaClock, at: Date): DueStep | null {
  if (clock.state !== 'running') return null;
  const due = SLA_TARGETS.flatMap((target) => {
    const { escalateAt, stepsDone } = clock[target];
    const step = policy.escalation[stepsDone];
    return escalateAt === null || escalateAt > at || step === undefined
      ? []
      : [{ target, index: stepsDone, step, dueAt: escalateAt }];
  });
  return due[0] ?? null;
}

/** Notes that the step is done, and sets the instant of the one after it. */
export function recordStep(terms: SlaTerms, clock: SlaClock, target: SlaTarget): SlaClock {
  const promise = { ...clock[target], stepsDone: clock[target].stepsDone + 1 };
  return { ...clock, [target]: scheduled(terms, clock, promise, true) };
}

/** The next instant at which the clock wants something done; null when there is none. */
export function nextDueAt(clock: SlaClock): Date | null {
  if (clock.state !== 'running') return null;
  const instants = SLA_TARGETS.map((target) => clock[target])
    .filter(({ ongoing }) => ongoing !== null)
    .flatMap(({ dueAt, breachedAt, warnAt, escalateAt }) => [
      breachedAt === null ? dueAt : null,
      warnAt,
      escalateAt,
    ])
    .filter((instant) => instant !== null);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
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

/** True when the promise was broken, whether somebody has noticed or not; of one still to be kept see {@link newBreaches}. */
export function isBreached({ breachedAt, completed }: SlaPromise): boolean {
  return breachedAt !== null || completed.some(({ breached }) => breached);
}

function newPromise(targetMinutes: number, at: Date): SlaPromise {
  return {
    dueAt: at,
    metAt: null,
    breachedAt: null,
    warnAt: null,
    stepsDone: 0,
    escalateAt: null,
    ongoing: { startedAt: at, ...targetOf(targetMinutes, 0), workedMs: 0, isWarned: false },
    completed: [],
  };
}

function targetOf(targetMinutes: number, workedMs: number) {
  return { targetMinutes, dueAfterMs: Math.max(Math.round(targetMinutes * MS_PER_MINUTE), workedMs) };
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

/** Time goes on not counting from when it first did not. */
function haltedOr(clock: SlaClock, state: SlaState, at: Date): Date {
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
function counted(terms: SlaTerms, clock: SlaClock, at: Date, ending: readonly SlaTarget[] = []): SlaClock {
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

/** The promise with its instants worked out from where the clock is. One that was missed stays due when it was. */
function scheduled(
  { policy, calendar }: SlaTerms,
  clock: SlaClock,
  promise: SlaPromise,
  wasMissed: boolean,
): SlaPromise {
  const { ongoing, stepsDone, breachedAt } = promise;
  if (ongoing === null) return quiet(promise);
  const after = (ms: number) => addWorkingMs(calendar, clock.since, Math.max(0, ms - ongoing.workedMs));
  const dueAt = wasMissed ? promise.dueAt : after(ongoing.dueAfterMs);
  if (clock.state !== 'running') return quiet({ ...promise, dueAt });
  const { warnAtShare } = policy;
  const isWarnedOf = ongoing.isWarned || wasMissed || warnAtShare === null;
  const step = breachedAt === null ? undefined : policy.escalation[stepsDone];
  return {
    ...promise,
    dueAt,
    warnAt: isWarnedOf ? null : after(ongoing.targetMinutes * MS_PER_MINUTE * warnAtShare),
    escalateAt: step === undefined ? null : after(ongoing.dueAfterMs + step.afterMinutes * MS_PER_MINUTE),
  };
}

/** Nothing is to come of this promise by itself. */
function quiet(promise: SlaPromise): SlaPromise {
  return { ...promise, warnAt: null, escalateAt: null };
}

/** True when a promise that is still to be kept is broken at `at`: from the due instant on, while the clock runs. */
function isMissed(clock: SlaClock, promise: SlaPromise, at: Date): boolean {
  if (promise.ongoing === null) return false;
  return isExceeded(clock, promise, at) || (clock.state === 'running' && at >= promise.dueAt);
}

/** True when what is done at `at` is done too late: after the due instant, but for the time that does not count. */
function isExceeded(clock: SlaClock, promise: SlaPromise, at: Date): boolean {
  return promise.dueAt < (clock.state === 'running' ? at : clock.since);
}

function isAnswered({ metAt, ongoing }: SlaPromise): boolean {
  return metAt !== null && ongoing !== null;
}

function isRetargeted(before: SlaSubject, after: SlaSubject): boolean {
  return (
    before.priority !== after.priority || before.category !== after.category || before.team !== after.team
  );
}

function eachPromise(
  clock: SlaClock,
  change: (promise: SlaPromise, target: SlaTarget) => SlaPromise,
): SlaClock {
  return {
    ...clock,
    firstResponse: change(clock.firstResponse, 'firstResponse'),
    resolution: change(clock.resolution, 'resolution'),
  };
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
