import type { Calendar, Holiday } from '../../domain/calendar/calendar.js';
import { validateCalendar } from '../../domain/calendar/validate-calendar.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/permissions.js';
import type { Actor } from '../../domain/user.js';
import type { DateRange } from '../../ports/holiday-reader.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { Edition } from '../../ports/repositories.js';
import type { AppDeps } from '../deps.js';
import { addFirst, addNext, newest } from '../editions.js';

type Deps = Pick<AppDeps, 'calendars' | 'clock'>;
type CalendarEdition = Edition<Calendar>;

/** A calendar as somebody writes it, without its name and version. */
export type CalendarBody = Omit<Calendar, 'name' | 'version'>;

/** The calendars, each in its newest version. @throws DomainError `forbidden` */
export async function listCalendars(
  deps: Deps,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<CalendarEdition>> {
  authorize(actor, 'sla.read');
  return deps.calendars.list(page);
}

/** A calendar, in its newest version or in that one. @throws DomainError `forbidden`, `not_found` */
export async function readCalendar(
  deps: Deps,
  actor: Actor,
  name: string,
  version?: number,
): Promise<CalendarEdition> {
  authorize(actor, 'sla.read');
  return newest(deps.calendars, name, version);
}

/** @throws DomainError `forbidden`, `invalid_input` with every fault, `duplicate` */
export async function createCalendar(
  deps: Deps,
  actor: Actor,
  name: string,
  body: CalendarBody,
  requestId: string,
): Promise<CalendarEdition> {
  authorize(actor, 'sla.administer');
  return addFirst(deps, deps.calendars, actor, validateCalendar({ ...body, name, version: 1 }), requestId);
}

/**
 * Makes a new version of a calendar. Policies stay with the version that they name.
 * @throws DomainError `forbidden`, `not_found`, `invalid_input` with every fault, `version_conflict`
 */
export async function changeCalendar(
  deps: Deps,
  actor: Actor,
  name: string,
  body: CalendarBody,
  expectedVersion?: number,
): Promise<CalendarEdition> {
  authorize(actor, 'sla.administer');
  return addNext(deps, deps.calendars, actor, name, expectedVersion, (_current, version) =>
    validateCalendar({ ...body, name, version }),
  );
}

/**
 * Makes a new version of a calendar with the holidays of an iCalendar file added. Days that it has already stay as they are.
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`, `version_conflict`
 */
export async function importHolidays(
  deps: Deps & Pick<AppDeps, 'holidayReader'>,
  actor: Actor,
  name: string,
  file: { readonly ics: string; readonly range: DateRange | undefined },
  expectedVersion?: number,
): Promise<CalendarEdition> {
  authorize(actor, 'sla.administer');
  return addNext(deps, deps.calendars, actor, name, expectedVersion, (current, version) => {
    const known = new Set(current.holidays.map(({ date }) => date));
    const added = readHolidays(deps, file).filter(({ date }) => !known.has(date));
    return validateCalendar({ ...current, version, holidays: [...current.holidays, ...added] });
  });
}

/** What the reader calls the file is a field of the request here. */
function readHolidays(
  { holidayReader }: Pick<AppDeps, 'holidayReader'>,
  { ics, range }: { readonly ics: string; readonly range: DateRange | undefined },
): readonly Holiday[] {
  try {
    return holidayReader.readHolidays(ics, range);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const faults = error.faults.map(({ path, message }) => ({
      path: path.replace(/^file/u, 'ics').replace(/^range/u, 'to'),
      message,
    }));
    throw new DomainError(error.code, error.message, { faults, cause: error });
  }
}
