import {
  CATEGORY_FIELDS,
  CHOICE_FIELDS,
  HOLD_FIELDS,
  ORGANISATION_FIELDS,
  TEAM_FIELDS,
} from './fields/desk-fields.js';
import type { Field } from '../kit/field.js';
import { textAt } from '../kit/item.js';
import type { Resource } from '../kit/resource.js';
import type { AdminKey } from '../texts/keys.js';
import { activeColumn, flagColumn, keyOf, textColumn, wordsColumn } from './columns.js';

const labelOf: Resource['nameOf'] = (item) => textAt(item, 'label');

const choiceList = (
  id: string,
  title: AdminKey,
  schema: string,
  more: readonly Field[] = [],
  columns: Resource['columns'] = [],
): Resource => ({
  id,
  path: `/api/v1/${id}`,
  list: id.replace('-', '_'),
  title,
  empty: 'none',
  idOf: keyOf,
  nameOf: labelOf,
  columns: [textColumn('label', 'label'), textColumn('key', 'key'), ...columns, activeColumn],
  fields: [...CHOICE_FIELDS, ...more],
  schemas: { create: `New${schema}`, edit: `${schema}Edit` },
  remove: 'delete.choice',
});

export const categories = choiceList('categories', 'categories', 'Category', CATEGORY_FIELDS, [
  textColumn('team', 'default_team'),
]);
export const ticketTypes = choiceList('ticket-types', 'ticket-types', 'Choice');
export const resolutionCodes = choiceList('resolution-codes', 'resolution-codes', 'Choice');
export const holdReasons = choiceList('hold-reasons', 'hold-reasons', 'HoldReason', HOLD_FIELDS, [
  flagColumn('pauses-clock', 'pauses_clock'),
]);

export const teams: Resource = {
  id: 'teams',
  path: '/api/v1/teams',
  list: 'teams',
  title: 'teams',
  empty: 'none',
  idOf: keyOf,
  nameOf: (item) => textAt(item, 'name'),
  columns: [
    textColumn('name', 'name'),
    textColumn('lead', 'lead', 'name'),
    wordsColumn('members', 'members', (person) => textAt(person, 'name')),
    wordsColumn('skills', 'skills'),
    activeColumn,
  ],
  fields: TEAM_FIELDS,
  schemas: { create: 'NewTeam', edit: 'TeamEdit' },
  remove: 'delete.team',
};

export const organisations: Resource = {
  id: 'organisations',
  path: '/api/v1/organisations',
  list: 'organisations',
  title: 'organisations',
  empty: 'none',
  idOf: (item) => textAt(item, 'id'),
  nameOf: (item) => textAt(item, 'name'),
  hasSearch: true,
  columns: [
    textColumn('name', 'name'),
    wordsColumn('domains', 'domains'),
    textColumn('policy', 'policy'),
    flagColumn('is-vip', 'is_vip'),
  ],
  fields: ORGANISATION_FIELDS,
  schemas: { create: 'NewOrganisation', edit: 'OrganisationEdit' },
  remove: 'delete.organisation',
};
