import type { Revision } from '../../ports/revisions.js';
import { changeCalendar, createCalendar, listCalendars, readCalendar } from '../../app/sla/calendars.js';
import { importHolidays } from '../../app/sla/import-holidays.js';
import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentCalendar, presentHolidayImport } from './presenter.js';
import { toCalendarBody } from './query.js';
import {
  calendarEditSchema,
  calendarListSchema,
  calendarParams,
  calendarSchema,
  holidayImportResultSchema,
  holidayImportSchema,
  listQuerySchema,
  newCalendarSchema,
  versionQuerySchema,
} from './schema.js';

const PATH = '/api/v1/sla/calendars';

const CALENDAR_RESPONSE = {
  description: 'The calendar',
  schema: calendarSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** Working hours, in versions: a change is a new version, and what names the old one stays with it. */
export function calendarRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: 'SLA',
      operationId: 'listCalendars',
      summary: 'List calendars in their newest version',
      action: 'sla.read',
      request: { query: listQuerySchema },
      responses: { 200: { description: 'A page of calendars, by name', schema: calendarListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listCalendars(deps, actor, toPageRequest(query));
        const calendars = page.items.map(presentCalendar);
        return reply(200, { calendars, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path: PATH,
      tag: 'SLA',
      operationId: 'createCalendar',
      summary: 'Create a calendar',
      action: 'sla.administer',
      creates: true,
      request: { body: newCalendarSchema },
      responses: {
        201: {
          ...CALENDAR_RESPONSE,
          headers: { ...CALENDAR_RESPONSE.headers, Location: 'URL of the calendar' },
        },
      },
      problems: ['duplicate'],
      handle: async ({ body: { name, ...body } }, { actor, newResourceId }) => {
        const revision = await createCalendar(deps, actor, name, toCalendarBody(body), newResourceId);
        return calendarReply(revision, 201, { Location: `${PATH}/${name}` });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{calendar}`,
      tag: 'SLA',
      operationId: 'getCalendar',
      summary: 'Get a calendar',
      action: 'sla.read',
      request: { params: calendarParams, query: versionQuerySchema },
      responses: { 200: CALENDAR_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) =>
        calendarReply(await readCalendar(deps, actor, params.calendar, query.version), 200),
    }),
    route({
      method: 'put',
      path: `${PATH}/{calendar}`,
      tag: 'SLA',
      operationId: 'updateCalendar',
      summary: 'Create a new version of a calendar',
      description: 'SLA policies keep the version that they name.',
      action: 'sla.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { params: calendarParams, body: calendarEditSchema },
      responses: { 200: CALENDAR_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, expectedVersion }) =>
        calendarReply(
          await changeCalendar(deps, actor, params.calendar, toCalendarBody(body), expectedVersion),
          200,
        ),
    }),
    holidayRoute(deps),
  ];
}

function holidayRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/{calendar}/holidays`,
    tag: 'SLA',
    operationId: 'importHolidays',
    summary: 'Import holidays from an iCalendar file',
    description:
      'Creates a new version. Existing holidays do not change. Events that are not days off are listed with the reason. With `dry_run`, nothing is saved.',
    action: 'sla.administer',
    isVersioned: true,
    demandsVersion: true,
    request: { params: calendarParams, body: holidayImportSchema },
    responses: {
      200: {
        ...CALENDAR_RESPONSE,
        description: 'The result of the import',
        schema: holidayImportResultSchema,
      },
    },
    problems: ['not_found'],
    handle: async ({ params, body }, { actor, expectedVersion }) => {
      const { ics, from, to, include_observances: includesObservances, dry_run: isDryRun } = body;
      const range = from === undefined || to === undefined ? undefined : { from, to };
      const input = { ics, range, includesObservances, isDryRun };
      const result = await importHolidays(deps, actor, params.calendar, input, expectedVersion);
      return reply(200, presentHolidayImport(result, isDryRun), {
        ETag: etag(result.revision.content.version),
      });
    },
  });
}

function calendarReply<const S extends number>(
  revision: Revision<Calendar>,
  status: S,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentCalendar(revision), { ...headers, ETag: etag(revision.content.version) });
}
