import type { Field } from '../kit/field.js';
import { textAt } from '../kit/item.js';
import type { Resource } from '../kit/resource.js';
import type { AdminKey } from '../texts/texts.js';
import {
  activeColumn,
  CALENDARS,
  flagColumn,
  keyOf,
  ORGANISATIONS,
  POLICIES,
  PRIORITIES,
  STAFF,
  TEAMS,
  textColumn,
  wordsColumn,
} from './columns.js';

const labelOf: Resource['nameOf'] = (item) => textAt(item, 'label');

/** What categories, types, resolution codes and hold reasons have in common. */
const CHOICE_FIELDS: readonly Field[] = [
  { key: 'key', label: 'key', hint: 'key.hint', kind: 'text', isRequired: true, on: 'create' },
  { key: 'labels', label: 'labels', kind: 'labels', isRequired: true },
  { key: 'description', label: 'description', kind: 'text', isNullable: true },
  {
    key: 'position',
    label: 'position',
    hint: 'position.hint',
    kind: 'number',
    min: 0,
    max: 10_000,
    step: 1,
    initial: '500',
  },
  { key: 'is_active', label: 'is-active', kind: 'flag', on: 'edit' },
];

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

export const categories = choiceList(
  'categories',
  'categories',
  'Category',
  [
    { key: 'default_team', label: 'default-team', kind: 'source', source: TEAMS, isNullable: true },
    {
      key: 'default_priority',
      label: 'default-priority',
      kind: 'choice',
      choices: PRIORITIES,
      isNullable: true,
    },
    {
      key: 'review_below',
      label: 'review-below',
      hint: 'share.hint',
      kind: 'number',
      min: 0,
      max: 1,
      isNullable: true,
    },
    { key: 'review_minutes', label: 'review-minutes', kind: 'number', min: 1, max: 10_080, initial: '60' },
    {
      key: 'auto_answer_above',
      label: 'auto-answer-above',
      hint: 'auto-answer.hint',
      kind: 'number',
      min: 0,
      max: 1,
      isNullable: true,
    },
    {
      key: 'auto_answer_minutes',
      label: 'auto-answer-minutes',
      kind: 'number',
      min: 1,
      max: 1440,
      initial: '10',
    },
  ],
  [textColumn('team', 'default_team')],
);
export const ticketTypes = choiceList('ticket-types', 'ticket-types', 'Choice');
export const resolutionCodes = choiceList('resolution-codes', 'resolution-codes', 'Choice');
export const holdReasons = choiceList(
  'hold-reasons',
  'hold-reasons',
  'HoldReason',
  [
    { key: 'pauses_clock', label: 'pauses-clock', kind: 'flag', initial: true },
    { key: 'needs_date', label: 'needs-date', kind: 'flag' },
  ],
  [flagColumn('pauses-clock', 'pauses_clock')],
);

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
  fields: [
    { key: 'key', label: 'key', hint: 'key.hint', kind: 'text', isRequired: true, on: 'create' },
    { key: 'name', label: 'name', kind: 'text', isRequired: true },
    {
      key: 'lead_id',
      label: 'lead',
      kind: 'source',
      source: STAFF,
      isNullable: true,
      read: (team) => textAt(team, 'lead', 'id'),
    },
    { key: 'skills', label: 'skills', hint: 'commas.hint', kind: 'commas' },
    { key: 'calendar', label: 'calendar', kind: 'source', source: CALENDARS, isNullable: true },
    { key: 'mail_address', label: 'mail-address', hint: 'mail-address.hint', kind: 'text', isNullable: true },
    {
      key: 'assigns',
      label: 'assigns',
      kind: 'choice',
      isRequired: true,
      initial: 'skill_and_load',
      choices: [
        { value: 'skill_and_load', label: 'assigns.skill' },
        { value: 'round_robin', label: 'assigns.turns' },
        { value: 'least_loaded', label: 'assigns.load' },
        { value: 'off', label: 'assigns.off' },
      ],
    },
  ],
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
  fields: [
    { key: 'name', label: 'name', kind: 'text', isRequired: true },
    { key: 'domains', label: 'domains', hint: 'domains.hint', kind: 'lines' },
    { key: 'policy', label: 'policy', kind: 'source', source: POLICIES, isNullable: true },
    { key: 'is_vip', label: 'is-vip', kind: 'flag' },
    {
      key: 'ticket_visibility',
      label: 'visibility-of-tickets',
      kind: 'choice',
      isRequired: true,
      initial: 'own',
      choices: [
        { value: 'own', label: 'visibility.own' },
        { value: 'organisation', label: 'visibility.organisation' },
      ],
    },
    { key: 'notes', label: 'notes', kind: 'long', isNullable: true },
  ],
  schemas: { create: 'NewOrganisation', edit: 'OrganisationEdit' },
  remove: 'delete.organisation',
};

/** For fields of people. */
export const ORGANISATION_FIELD: Field = {
  key: 'organisation_id',
  label: 'organisation',
  kind: 'source',
  source: ORGANISATIONS,
  isNullable: true,
  forAdmin: true,
};
