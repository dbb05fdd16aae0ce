import { CALENDAR_FIELDS, POLICY_FIELDS } from './fields/sla-fields.js';
import type { Resource } from '../kit/resource.js';
import { momentColumn, nameOf, textColumn } from './columns.js';
import { HolidayImport } from '../pages/holiday-import.js';
import { PolicyMove } from '../pages/policy-move.js';
import { PolicyTrial } from '../pages/policy-trial.js';

export const calendars: Resource = {
  id: 'calendars',
  path: '/api/v1/sla/calendars',
  list: 'calendars',
  title: 'calendars',
  empty: 'none',
  idOf: nameOf,
  nameOf,
  columns: [
    textColumn('name', 'name'),
    textColumn('time-zone', 'time_zone'),
    textColumn('version', 'version'),
    textColumn('by', 'created_by', 'name'),
  ],
  method: 'PUT',
  fields: CALENDAR_FIELDS,
  schemas: { create: 'NewCalendar', edit: 'CalendarEdit' },
  Extra: HolidayImport,
};

export const policies: Resource = {
  id: 'policies',
  path: '/api/v1/sla/policies',
  list: 'policies',
  title: 'policies',
  empty: 'none',
  idOf: nameOf,
  nameOf,
  columns: [
    textColumn('name', 'name'),
    textColumn('calendar', 'calendar'),
    textColumn('version', 'version'),
    textColumn('by', 'created_by', 'name'),
    momentColumn('at', 'created_at'),
  ],
  method: 'PUT',
  fields: POLICY_FIELDS,
  schemas: { create: 'NewSlaPolicy', edit: 'SlaPolicyEdit' },
  Preview: PolicyTrial,
  Extra: PolicyMove,
};
