import type { Field } from '../../kit/field.js';
import { textAt } from '../../kit/item.js';
import { TEAMS, CALENDARS, POLICIES, STAFF, PRIORITIES } from './sources.js';

/** What categories, types, resolution codes and hold reasons have in common. */
export const CHOICE_FIELDS: readonly Field[] = [
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

export const CATEGORY_FIELDS: readonly Field[] = [
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
];

export const HOLD_FIELDS: readonly Field[] = [
  { key: 'pauses_clock', label: 'pauses-clock', kind: 'flag', initial: true },
  { key: 'needs_date', label: 'needs-date', kind: 'flag' },
];

export const TEAM_FIELDS: readonly Field[] = [
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
  // A dissolved team can be brought back. The API refuses the other way, which is to delete it.
  { key: 'is_active', label: 'is-active', kind: 'flag', on: 'edit' },
];

export const ORGANISATION_FIELDS: readonly Field[] = [
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
];
