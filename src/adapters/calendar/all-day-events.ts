import ICAL from 'ical.js';
import type { FieldFault } from '../../domain/errors.js';
import type { AllDayEvent, DayRange } from './day-range.js';
import { dayOf, isAllDay, nameOf, occurrencesOf, type Budget } from './occurrences.js';
import { reasonOf, unreadable } from './unreadable.js';

const MAX_STEPS = 30_000;
/** A file of holidays takes some milliseconds. Other requests wait meanwhile. */
const MAX_MS = 1_000;
const MAX_NAME_TOLD = 40;

/** What is read of an event; the library makes objects of values, and finds faults in them, when they are asked for. */
const PROPERTIES = ['uid', 'recurrence-id', 'status', 'dtstart', 'dtend', 'duration', 'rrule'];

/**
 * The all-day events of a file with all their occurrences that begin by the end of the range.
 * @throws DomainError `invalid_input` naming each event that cannot be read.
 */
export function allDayEvents(components: readonly ICAL.Component[], range: DayRange): AllDayEvent[] {
  readEach(components, (component) => {
    for (const name of PROPERTIES) component.getFirstPropertyValue(name);
    return [];
  });
  if (!components.some(isAllDay)) {
    throw unreadable([{ path: 'file', message: 'has no all-day events, and holidays are that' }]);
  }
  const budget: Budget = { stepsLeft: MAX_STEPS, until: performance.now() + MAX_MS };
  const replaced = replacedDates(components);
  return readEach(components, (component) => {
    if (!isAllDay(component)) return [];
    const event = new ICAL.Event(component, { exceptions: [] });
    const isReplaced = (date: ICAL.Time) => replaced.has(`${uidOf(component)} ${dayOf(date)}`);
    return occurrencesOf(event, isReplaced, range, budget);
  });
}

/** What `read` makes of each event; what it says or throws instead goes into one refusal. */
function readEach(
  components: readonly ICAL.Component[],
  read: (component: ICAL.Component) => readonly AllDayEvent[] | string,
): AllDayEvent[] {
  const faults: FieldFault[] = [];
  const found = components.flatMap((component, index) => {
    const result = attempt(() => read(component));
    if (typeof result !== 'string') return result;
    const name = nameOf(component).slice(0, MAX_NAME_TOLD);
    faults.push({ path: `events.${index}`, message: `"${name}" ${result}` });
    return [];
  });
  if (faults.length > 0) throw unreadable(faults);
  return found;
}

/** Whatever the library stumbles upon, it is in the file. */
function attempt<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    return `is not well-formed (${reasonOf(error)})`;
  }
}

/** Dates of series, as `uid day`, that were moved or cancelled: what takes their place stands beside the series. */
function replacedDates(components: readonly ICAL.Component[]): ReadonlySet<string> {
  const replaced = new Set<string>();
  for (const component of components) {
    const date = component.getFirstPropertyValue('recurrence-id');
    if (date instanceof ICAL.Time) replaced.add(`${uidOf(component)} ${dayOf(date)}`);
  }
  return replaced;
}

function uidOf(component: ICAL.Component): string {
  const uid = component.getFirstPropertyValue('uid');
  return typeof uid === 'string' ? uid : '';
}
