import ICAL from 'ical.js';
import type { TimeZone } from '../../domain/sla/calendar/time-zone.js';
import { DomainError } from '../../domain/errors.js';
import type { LeftOutEvent } from '../../ports/sla/holiday-reader.js';
import type { AllDayEvent, DayRange } from './day-range.js';
import { dayOf, nameOf, occurrencesOf, type Budget } from './occurrences.js';
import { isObservance } from './observance.js';
import { reasonOf, unreadable } from './unreadable.js';
import { toWholeDays } from './whole-days.js';

const MAX_STEPS = 30_000;
/** Maximum time for a holiday file, which normally takes some milliseconds. Other requests wait for it. */
const MAX_MS = 1_000;
const MAX_NAME_TOLD = 40;

/** The properties that are read. The library parses a value, and finds its faults, when it is read. */
const PROPERTIES = ['uid', 'recurrence-id', 'status', 'dtstart', 'dtend', 'duration', 'rrule'];

const MESSAGES = {
  observance: 'is an observance: the calendar does not mark it as a day off',
  timed: 'has a time of day, but holidays last whole days',
  cancelled: 'is cancelled',
} as const;

interface Options {
  readonly zone: TimeZone;
  readonly includesObservances: boolean;
}

interface Found {
  readonly events: readonly AllDayEvent[];
  readonly leftOut: readonly LeftOutEvent[];
}

/** The reason why an event is left out; null if it is not. */
type Verdict = Pick<LeftOutEvent, 'reason' | 'message'> | null;

/**
 * Returns the all-day events of a file with their occurrences until the end of the range, and the other events.
 * @throws DomainError `invalid_input` for a file without events left, naming each unreadable event.
 */
export function allDayEvents(
  components: readonly ICAL.Component[],
  range: DayRange,
  options: Options,
): Found {
  const verdicts = components.map((component) => attempt(() => verdictOn(component, options)));
  const replaced = replacedDates(components);
  const budget: Budget = { stepsLeft: MAX_STEPS, until: performance.now() + MAX_MS };
  const leftOut: LeftOutEvent[] = [];
  const faults: { readonly path: string; readonly message: string }[] = [];
  let kept = 0;
  const events = components.flatMap((component, index) => {
    const isReplaced = (date: ICAL.Time) => replaced.has(`${uidOf(component)} ${dayOf(date)}`);
    const verdict = verdicts[index] ?? null;
    const read = verdict ?? attempt(() => occurrences(component, isReplaced, range, budget));
    if (read !== null && 'days' in read) {
      kept += 1;
      return read.days;
    }
    if (read === null) return [];
    leftOut.push({ name: nameOf(component), date: dateOf(component), ...read });
    const told = nameOf(component).slice(0, MAX_NAME_TOLD);
    if (read.reason === 'unreadable')
      faults.push({ path: `events.${index}`, message: `"${told}" ${read.message}` });
    return [];
  });
  if (kept === 0) throw unreadable(faults.length > 0 ? faults : [nothingIn(leftOut)]);
  return { events, leftOut };
}

function verdictOn(component: ICAL.Component, { zone, includesObservances }: Options): Verdict {
  toWholeDays(component, zone);
  for (const name of PROPERTIES) component.getFirstPropertyValue(name);
  const start = component.getFirstPropertyValue('dtstart');
  const leftOut = (reason: keyof typeof MESSAGES) => ({ reason, message: MESSAGES[reason] });
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return leftOut('cancelled');
  if (!(start instanceof ICAL.Time) || !start.isDate) return leftOut('timed');
  return !includesObservances && isObservance(component) ? leftOut('observance') : null;
}

function occurrences(
  component: ICAL.Component,
  isReplaced: (date: ICAL.Time) => boolean,
  range: DayRange,
  budget: Budget,
): Verdict | { readonly days: readonly AllDayEvent[] } {
  const event = new ICAL.Event(component, { exceptions: [] });
  const days = occurrencesOf(event, isReplaced, range, budget);
  return typeof days === 'string' ? { reason: 'unreadable', message: days } : { days };
}

/** Any error of the library concerns the event. */
function attempt<T>(read: () => T): T | { readonly reason: 'unreadable'; readonly message: string } {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return { reason: 'unreadable', message: `is not well-formed (${reasonOf(error)})` };
  }
}

function nothingIn(leftOut: readonly LeftOutEvent[]): { readonly path: string; readonly message: string } {
  const isOfObservances = leftOut.some(({ reason }) => reason === 'observance');
  const message = isOfObservances
    ? 'has only observances, which are not days off: set include_observances if they are days off for you'
    : 'has no all-day events, so it has no holidays';
  return { path: 'file', message };
}

/** Dates of series, as `uid day`, that were moved or cancelled: their replacements are separate events. */
function replacedDates(components: readonly ICAL.Component[]): ReadonlySet<string> {
  const replaced = new Set<string>();
  for (const component of components) {
    const date = valueOf(component, 'recurrence-id');
    if (date instanceof ICAL.Time) replaced.add(`${uidOf(component)} ${dayOf(date)}`);
  }
  return replaced;
}

function uidOf(component: ICAL.Component): string {
  const uid = valueOf(component, 'uid');
  return typeof uid === 'string' ? uid : '';
}

function dateOf(component: ICAL.Component): string | null {
  const start = valueOf(component, 'dtstart');
  return start instanceof ICAL.Time ? (/^\d{4}-\d{2}-\d{2}/u.exec(start.toString())?.[0] ?? null) : null;
}

/** Null if it cannot be parsed. Its event is then already left out. */
function valueOf(component: ICAL.Component, name: string) {
  try {
    return component.getFirstPropertyValue(name);
  } catch {
    return null;
  }
}
