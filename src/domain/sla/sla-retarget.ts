import { addWorkingMs } from './calendar/working-time.js';
import { countUntil } from './sla-count.js';
import {
  eachMilestone,
  hasBreached,
  isBreachedAt,
  paceOf,
  quiet,
  schedule,
  targetOf,
  type Pace,
  type SlaClock,
  type SlaCycle,
  type SlaMilestone,
} from './sla-milestone.js';
import { allowedMinutes } from './sla-terms.js';
import { stepsBeforeBreach, targetsFor, type SlaSubject, type SlaTerms } from './sla.js';

/*
 * Applies a new priority, category or team to the targets of a ticket.
 * A shorter target that is undone has no effect, even if it was missed in between, so a slip causes no breach. Other
 * misses stay.
 */

/** Whether a target with that due time is missed now. */
type IsPast = (due: Pick<SlaMilestone, 'dueAt'>) => boolean;

/** New targets; the time already used stays used, and what was met or missed stays so. */
export function retarget(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const targets = targetsFor(terms.policy, subject);
  const now = countUntil(terms, clock, at);
  return eachMilestone(now, (promise, target) => {
    if (promise.ongoing === null) return promise;
    const pace = paceOf(now, target);
    const isPast: IsPast = (due) => isBreachedAt(paceOf(clock, target), { ...promise, ...due }, at);
    const minutes = allowedMinutes(terms, targets, target, firstStart(promise.ongoing, promise));
    if (minutes === null) return drop(promise, isPast(promise) || hasBreached(promise), at);
    return changeTarget(terms, pace, { ...promise, ongoing: promise.ongoing }, minutes, isPast);
  });
}

/** Days count from the start of the target, or of the word that began a next response; not from a reopening. */
export function firstStart(
  { startedAt }: Pick<SlaCycle, 'startedAt'>,
  { completed, isRepeating }: SlaMilestone,
): Date {
  return isRepeating === true ? startedAt : (completed[0]?.startedAt ?? startedAt);
}

/** Returns a target that the ticket no longer has. A breach stays. */
export function drop(promise: SlaMilestone, isBroken: boolean, at: Date): SlaMilestone {
  if (promise.ongoing === null) return promise;
  const { raisedFrom: _, ...cycle } = promise.ongoing;
  const { dueAt, breachedAt } = promise;
  const isRecorded = promise.isRepeating === true && breachedAt !== null;
  const broken = {
    ...cycle,
    stoppedAt: at,
    dueAt,
    breached: true,
    ...(isRecorded ? ({ isRecorded: true } as const) : {}),
  };
  const completed = isBroken ? [...promise.completed, broken] : promise.completed;
  return quiet({ ...promise, ongoing: null, completed });
}

type OngoingPromise = SlaMilestone & { readonly ongoing: SlaCycle };

function changeTarget(
  terms: SlaTerms,
  pace: Pace,
  promise: OngoingPromise,
  minutes: number,
  isPast: IsPast,
): SlaMilestone {
  const before = withoutLaterRaises(terms, promise, minutes, isPast);
  if (isPast(before)) return before === promise ? promise : schedule(terms, pace, before, true);
  const { dueAt, ongoing } = before;
  const { targetMinutes, dueAfterMs, workedMs, raisedFrom = [], ...cycle } = ongoing;
  const raised = minutes < targetMinutes ? [...raisedFrom, { targetMinutes, dueAfterMs, dueAt }] : raisedFrom;
  const next = {
    ...cycle,
    workedMs,
    ...targetOf(minutes, workedMs),
    ...(raised.length > 0 && { raisedFrom: raised }),
  };
  return schedule(terms, pace, { ...before, ongoing: next }, false);
}

/** Returns the target without its shorter versions that came after a longer one. */
function withoutLaterRaises(
  { policy }: SlaTerms,
  promise: OngoingPromise,
  minutes: number,
  isPast: IsPast,
): OngoingPromise {
  const { raisedFrom = [], ...cycle } = promise.ongoing;
  const longest = raisedFrom[0];
  if (longest === undefined || cycle.targetMinutes >= minutes) return promise;
  const kept = raisedFrom.filter(({ targetMinutes }) => targetMinutes >= minutes);
  const { dueAt, ...target } = kept.at(-1) ?? longest;
  const older = kept.slice(0, -1);
  const ongoing = { ...cycle, ...target, ...(older.length > 0 && { raisedFrom: older }) };
  const wasBrokenBefore = hasBreached({ ...promise, breachedAt: null });
  // Steps before a breach are not repeated.
  const stepsDone = Math.min(promise.stepsDone, stepsBeforeBreach(policy));
  const isUnbroken = !wasBrokenBefore && !isPast({ dueAt });
  return { ...promise, dueAt, ongoing, ...(isUnbroken && { breachedAt: null, stepsDone }) };
}

/** Returns the target after a pause. The targets of {@link SlaCycle.raisedFrom} shift by the same time. */
export function withRaisedRescheduled(
  { calendar }: SlaTerms,
  { since }: Pace,
  promise: SlaMilestone,
  isPast: IsPast,
): SlaMilestone {
  const { ongoing } = promise;
  if (ongoing?.raisedFrom === undefined) return promise;
  const raisedFrom = ongoing.raisedFrom.map((raised) =>
    isPast(raised)
      ? raised
      : {
          ...raised,
          dueAt: addWorkingMs(calendar, since, Math.max(0, raised.dueAfterMs - ongoing.workedMs)),
        },
  );
  return { ...promise, ongoing: { ...ongoing, raisedFrom } };
}
