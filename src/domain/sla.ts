import type { Priority } from './ticket-fields.js';

/** Minutes allowed for one priority. Fractions are allowed; the calendar is round the clock for now. */
export interface SlaTargets {
  readonly firstResponseMinutes: number;
  readonly resolutionMinutes: number;
}

/** How long tickets may take. Versions never change once used: a ticket is pinned to `name@version`. */
export interface SlaPolicy {
  readonly name: string;
  readonly version: number;
  readonly targets: Readonly<Record<Priority, SlaTargets>>;
  /** A resolved ticket that nobody reopens is closed after this time. */
  readonly autoCloseMinutes: number;
  /** How often assignment is tried again for a ticket that waits in the queue. */
  readonly queueRetryMinutes: number;
  /** An assignee who has not accepted a ticket after this time loses it to the next; null for never. */
  readonly acknowledgeMinutes: number | null;
  /**
   * While a ticket waits on its requester they are reminded after this time, and once more after as much again; after the
   * third time it is resolved. Null for neither.
   */
  readonly reminderMinutes: number | null;
}

/** The policy that a new system starts with. */
export const DEFAULT_POLICY: SlaPolicy = {
  name: 'default',
  version: 1,
  targets: {
    urgent: { firstResponseMinutes: 15, resolutionMinutes: 4 * 60 },
    high: { firstResponseMinutes: 60, resolutionMinutes: 8 * 60 },
    medium: { firstResponseMinutes: 4 * 60, resolutionMinutes: 24 * 60 },
    low: { firstResponseMinutes: 8 * 60, resolutionMinutes: 72 * 60 },
  },
  autoCloseMinutes: 72 * 60,
  queueRetryMinutes: 5,
  acknowledgeMinutes: 60,
  reminderMinutes: 48 * 60,
};

export const SLA_STATES = ['running', 'paused', 'stopped', 'none'] as const;
export type SlaState = (typeof SLA_STATES)[number];

export const SLA_TARGETS = ['firstResponse', 'resolution'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** One promise. `dueAt` is an absolute instant and moves only when the clock was paused or the target changes. */
export interface SlaPromise {
  readonly dueAt: Date;
  readonly metAt: Date | null;
  /** When the breach was written down; null while the promise holds. */
  readonly breachedAt: Date | null;
}

/** The two promises of a ticket. While paused or stopped, `haltedAt` says since when time does not count. */
export interface SlaClock {
  readonly policy: string;
  readonly state: SlaState;
  readonly haltedAt: Date | null;
  readonly firstResponse: SlaPromise;
  readonly resolution: SlaPromise;
}

const MS_PER_MINUTE = 60_000;

/** `at` plus a number of minutes, which may be a fraction or negative. */
export function addMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MS_PER_MINUTE);
}

/** `default@1`: how tickets name the policy that they are pinned to. */
export function policyRef(policy: Pick<SlaPolicy, 'name' | 'version'>): string {
  return `${policy.name}@${policy.version}`;
}

export function startClock(policy: SlaPolicy, priority: Priority, at: Date): SlaClock {
  const { firstResponseMinutes, resolutionMinutes } = policy.targets[priority];
  return {
    policy: policyRef(policy),
    state: 'running',
    haltedAt: null,
    firstResponse: { dueAt: addMinutes(at, firstResponseMinutes), metAt: null, breachedAt: null },
    resolution: { dueAt: addMinutes(at, resolutionMinutes), metAt: null, breachedAt: null },
  };
}

/** While waiting for the requester no time counts. */
export function pauseClock(clock: SlaClock, at: Date): SlaClock {
  return clock.state === 'running' ? { ...clock, state: 'paused', haltedAt: at } : clock;
}

/** Goes on with the time that was left when the clock was paused, or stopped before a reopen. */
export function resumeClock(clock: SlaClock, at: Date): SlaClock {
  if (clock.haltedAt === null) return { ...clock, state: 'running' };
  const haltedMinutes = (at.getTime() - clock.haltedAt.getTime()) / MS_PER_MINUTE;
  return {
    ...clock,
    state: 'running',
    haltedAt: null,
    firstResponse: postpone(clock.firstResponse, haltedMinutes),
    resolution: postpone({ ...clock.resolution, metAt: null }, haltedMinutes),
  };
}

/** Resolved (the promise is met) or over (nothing is promised any more). */
export function stopClock(clock: SlaClock, at: Date, isResolved: boolean): SlaClock {
  if (clock.state === 'stopped') return clock;
  return {
    ...clock,
    state: 'stopped',
    haltedAt: clock.haltedAt ?? at,
    resolution: isResolved ? { ...clock.resolution, metAt: at } : clock.resolution,
  };
}

/** The first public answer of staff; later ones change nothing. */
export function recordFirstResponse(clock: SlaClock, at: Date): SlaClock {
  if (clock.firstResponse.metAt !== null) return clock;
  return { ...clock, firstResponse: { ...clock.firstResponse, metAt: at } };
}

/** New targets for a new priority; the time already used stays used, and what was met or breached stays so. */
export function retarget(clock: SlaClock, policy: SlaPolicy, from: Priority, to: Priority): SlaClock {
  const [before, after] = [policy.targets[from], policy.targets[to]];
  const move = (promise: SlaPromise, minutes: number) =>
    promise.metAt === null && promise.breachedAt === null ? postpone(promise, minutes) : promise;
  return {
    ...clock,
    firstResponse: move(clock.firstResponse, after.firstResponseMinutes - before.firstResponseMinutes),
    resolution: move(clock.resolution, after.resolutionMinutes - before.resolutionMinutes),
  };
}

/** The promises that are broken at `at` and not yet written down as such. Empty unless the clock runs. */
export function newBreaches(clock: SlaClock, at: Date): readonly SlaTarget[] {
  if (clock.state !== 'running') return [];
  return SLA_TARGETS.filter((target) => isPending(clock[target]) && clock[target].dueAt <= at);
}

export function recordBreach(clock: SlaClock, target: SlaTarget, at: Date): SlaClock {
  return { ...clock, [target]: { ...clock[target], breachedAt: at } };
}

/** The next instant at which a promise would break; null when there is none. */
export function nextDueAt(clock: SlaClock): Date | null {
  if (clock.state !== 'running') return null;
  const due = SLA_TARGETS.map((target) => clock[target]).filter(isPending);
  return due.length === 0 ? null : new Date(Math.min(...due.map((promise) => promise.dueAt.getTime())));
}

/** Seconds left of a promise at `at`, negative when overdue; a halted clock stands still. Null once met. */
export function remainingSeconds(clock: SlaClock, target: SlaTarget, at: Date): number | null {
  const promise = clock[target];
  if (promise.metAt !== null) return null;
  return Math.round((promise.dueAt.getTime() - (clock.haltedAt ?? at).getTime()) / 1000);
}

/** True when the promise was, or is at `at`, broken: also for one met late before anybody noticed. */
export function isBreached(promise: SlaPromise): boolean {
  return promise.breachedAt !== null || (promise.metAt !== null && promise.metAt > promise.dueAt);
}

function isPending(promise: SlaPromise): boolean {
  return promise.metAt === null && promise.breachedAt === null;
}

function postpone(promise: SlaPromise, minutes: number): SlaPromise {
  return promise.metAt === null ? { ...promise, dueAt: addMinutes(promise.dueAt, minutes) } : promise;
}
