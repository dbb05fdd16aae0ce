import { LANGUAGE_NAMES } from '../../../../texts/languages.js';
import type { Field } from '../../kit/field.js';
import { textAt } from '../../kit/item.js';
import { TEAMS, CALENDARS, ORGANISATIONS } from './sources.js';

export const ROLES = [
  { value: 'user', label: 'role.user' },
  { value: 'moderator', label: 'role.moderator' },
  { value: 'manager', label: 'role.manager' },
  { value: 'admin', label: 'role.admin' },
] as const;

const STAFF_ROLES = ['moderator', 'manager', 'admin'];

/** For fields of people. */
const ORGANISATION_FIELD: Field = {
  key: 'organisation_id',
  label: 'organisation',
  kind: 'source',
  source: ORGANISATIONS,
  isNullable: true,
  forAdmin: true,
};

export const PERSON_FIELDS: readonly Field[] = [
  { key: 'name', label: 'name', kind: 'text', isRequired: true },
  { key: 'email', label: 'email', kind: 'text', isRequired: true, forAdmin: true },
  {
    key: 'role',
    label: 'role',
    kind: 'choice',
    choices: ROLES,
    isRequired: true,
    initial: 'user',
    forAdmin: true,
  },
  { key: 'first_name', label: 'first-name', kind: 'text', isNullable: true },
  { key: 'last_name', label: 'last-name', kind: 'text', isNullable: true },
  { key: 'phone', label: 'phone', kind: 'text', isNullable: true },
  { key: 'department', label: 'department', kind: 'text', isNullable: true },
  { key: 'location', label: 'location', kind: 'text', isNullable: true },
  {
    key: 'language',
    label: 'mail-language',
    kind: 'choice',
    isNullable: true,
    choices: Object.keys(LANGUAGE_NAMES).map((value) => ({ value })),
  },
  { key: 'languages', label: 'languages', hint: 'languages.hint', kind: 'commas' },
  { key: 'time_zone', label: 'time-zone', hint: 'time-zone.hint', kind: 'text', isNullable: true },
  ORGANISATION_FIELD,
  {
    key: 'ticket_visibility',
    label: 'visibility-of-tickets',
    kind: 'choice',
    on: 'edit',
    isNullable: true,
    forAdmin: true,
    choices: [
      { value: 'own', label: 'visibility.own' },
      { value: 'organisation', label: 'visibility.organisation' },
    ],
  },
  {
    key: 'team',
    label: 'team',
    kind: 'source',
    source: TEAMS,
    isNullable: true,
    read: (person) => textAt(person, 'team', 'key'),
    when: { id: 'role', is: STAFF_ROLES },
  },
  {
    key: 'skills',
    label: 'skills',
    hint: 'commas.hint',
    kind: 'commas',
    forAdmin: true,
    when: { id: 'role', is: STAFF_ROLES },
  },
  {
    key: 'capacity',
    label: 'capacity',
    hint: 'capacity.hint',
    kind: 'number',
    min: 0,
    forAdmin: true,
    when: { id: 'role', is: STAFF_ROLES },
  },
  {
    key: 'calendar',
    label: 'calendar',
    kind: 'source',
    source: CALENDARS,
    on: 'edit',
    isNullable: true,
    forAdmin: true,
    when: { id: 'role', is: STAFF_ROLES },
  },
  {
    key: 'availability',
    label: 'absence',
    hint: 'absence.hint',
    kind: 'group',
    on: 'edit',
    isNullable: true,
    forAdmin: true,
    when: { id: 'role', is: STAFF_ROLES },
    fields: [
      { key: 'from', label: 'from', kind: 'moment' },
      { key: 'until', label: 'until', kind: 'moment' },
    ],
  },
  { key: 'other_addresses', label: 'other-addresses', kind: 'lines', forAdmin: true },
  { key: 'identities', label: 'identities', hint: 'identities.hint', kind: 'lines', forAdmin: true },
  { key: 'password', label: 'password', hint: 'password.hint', kind: 'secret', on: 'create' },
  { key: 'is_active', label: 'may-sign-in', kind: 'flag', on: 'edit', forAdmin: true },
];
