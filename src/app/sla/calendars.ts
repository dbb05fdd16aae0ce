import type { Revision } from '../../ports/revisions.js';
import type { Actor } from '../../domain/access/actor.js';
import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import { validateCalendar } from '../../domain/sla/calendar/validate-calendar.js';
import { authorize } from '../../domain/access/permissions.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { addFirst, addNext, newest } from '../revisions.js';

type Deps = Pick<AppDeps, 'calendars' | 'clock'>;
type CalendarRevision = Revision<Calendar>;

/** A calendar without name and version, as its author writes it. */
export type CalendarBody = Omit<Calendar, 'name' | 'version'>;

/** The calendars, each in its newest version. @throws DomainError `forbidden` */
export async function listCalendars(
  deps: Deps,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<CalendarRevision>> {
  authorize(actor, 'sla.read');
  return deps.calendars.list(page);
}

/** A calendar, in its newest version or in that one. @throws DomainError `forbidden`, `not_found` */
export async function readCalendar(
  deps: Deps,
  actor: Actor,
  name: string,
  version?: number,
): Promise<CalendarRevision> {
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
): Promise<CalendarRevision> {
  authorize(actor, 'sla.administer');
  return addFirst(deps, deps.calendars, {
    actor,
    content: validateCalendar({ ...body, name, version: 1 }),
    requestId,
  });
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
): Promise<CalendarRevision> {
  authorize(actor, 'sla.administer');
  return addNext(deps, deps.calendars, { actor, name, expectedVersion }, (_current, version) =>
    validateCalendar({ ...body, name, version }),
  );
}
