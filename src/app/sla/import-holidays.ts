import type { Revision } from '../../ports/revisions.js';
import type { Actor } from '../../domain/access/actor.js';
import type { Calendar, Holiday } from '../../domain/sla/calendar/calendar.js';
import { validateCalendar } from '../../domain/sla/calendar/validate-calendar.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import type { DateRange, HolidayFile, LeftOutEvent } from '../../ports/sla/holiday-reader.js';
import type { AppDeps } from '../deps.js';
import { addNext, newestAt } from '../revisions.js';

type Deps = Pick<AppDeps, 'calendars' | 'clock' | 'holidayReader'>;

/** A file of holidays, and what to take of it. */
interface HolidayInput {
  readonly ics: string;
  readonly range: DateRange | undefined;
  readonly includesObservances: boolean;
  /** Returns the result without a change. */
  readonly isDryRun: boolean;
}

/** A day off that the file names. */
export interface FoundDay extends Holiday {
  /** False for a day that the calendar has already; it stays as it is. */
  readonly isNew: boolean;
}

/** The real or possible result of an import. */
export interface HolidayImport {
  /** The new version; in a dry run, the current one. */
  readonly revision: Revision<Calendar>;
  readonly days: readonly FoundDay[];
  readonly leftOut: readonly LeftOutEvent[];
}

/**
 * Adds the holidays of an iCalendar file to a calendar, as a new version.
 * Existing days stay.
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`, `version_conflict`; in a dry run as well
 */
export async function importHolidays(
  deps: Deps,
  actor: Actor,
  name: string,
  input: HolidayInput,
  expectedVersion?: number,
): Promise<HolidayImport> {
  authorize(actor, 'sla.administer');
  if (input.isDryRun) {
    const revision = await newestAt(deps.calendars, name, expectedVersion);
    const { days, leftOut } = withHolidays(deps, revision.content, input);
    return { revision, days, leftOut };
  }
  let found: Pick<HolidayImport, 'days' | 'leftOut'> = { days: [], leftOut: [] };
  const revision = await addNext(deps, deps.calendars, { actor, name, expectedVersion }, (current) => {
    const { calendar, ...told } = withHolidays(deps, current, input);
    found = told;
    return calendar;
  });
  return { revision, ...found };
}

/** The next version of a calendar, checked. */
function withHolidays(
  deps: Deps,
  current: Calendar,
  input: HolidayInput,
): Omit<HolidayImport, 'revision'> & { readonly calendar: Calendar } {
  const known = new Set(current.holidays.map(({ date }) => date));
  const { holidays, leftOut } = readHolidays(deps, current, input);
  const days = holidays.map((day) => ({ ...day, isNew: !known.has(day.date) }));
  const added = holidays.filter(({ date }) => !known.has(date));
  const calendar = validateCalendar({
    ...current,
    version: current.version + 1,
    holidays: [...current.holidays, ...added],
  });
  return { calendar, days, leftOut };
}

/** The reader's name for the file differs from the field of the request. */
function readHolidays(
  { holidayReader }: Deps,
  { timeZone }: Calendar,
  { ics, range, includesObservances }: HolidayInput,
): HolidayFile {
  try {
    return holidayReader.readHolidays(ics, { range, timeZone, includesObservances });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const faults = error.faults.map(({ path, message }) => ({
      path: path.replace(/^file/u, 'ics').replace(/^range/u, 'to'),
      message,
    }));
    throw new DomainError(error.code, error.message, { faults, cause: error });
  }
}
