import type { Field } from '../../kit/field.js';
import { words, TEAMS, CATEGORIES, STAFF, PRIORITIES } from './sources.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const CALENDAR_FIELDS: readonly Field[] = [
  { key: 'name', label: 'name', hint: 'key.hint', kind: 'text', isRequired: true, on: 'create' },
  { key: 'time_zone', label: 'time-zone', hint: 'time-zone.hint', kind: 'text', isRequired: true },
  {
    key: 'week',
    label: 'week',
    hint: 'week.hint',
    kind: 'group',
    fields: DAYS.map((day) => ({ key: day, label: day, kind: 'shifts' as const })),
  },
  {
    key: 'holidays',
    label: 'holidays',
    kind: 'rows',
    fields: [
      { key: 'date', label: 'date', hint: 'holiday.hint', kind: 'text', isRequired: true },
      { key: 'name', label: 'name', kind: 'text', isRequired: true },
    ],
  },
];

const minutes = (key: string, label: 'first-response' | 'next-response' | 'resolution'): readonly Field[] => [
  { key: `${key}_minutes`, label: `${label}.minutes`, kind: 'number', min: 1, isNullable: true },
  { key: `${key}_days`, label: `${label}.days`, kind: 'number', min: 0, max: 366, isNullable: true },
];

const TARGETS: readonly Field[] = [
  ...minutes('first_response', 'first-response'),
  ...minutes('next_response', 'next-response'),
  ...minutes('resolution', 'resolution'),
  { key: 'calendar', label: 'calendar', kind: 'text', isNullable: true },
];

const targetsOf = (isPart: boolean): readonly Field[] =>
  PRIORITIES.map(({ value, label }) => ({
    key: value,
    label: label ?? 'priority',
    kind: 'group' as const,
    fields: TARGETS,
    ...(isPart ? { isOmitted: true } : {}),
  }));

/** To which tickets the policy applies of itself. */
const RULE: readonly Field[] = [
  { key: 'position', label: 'position', kind: 'number', min: 0, max: 10_000, initial: '500' },
  {
    key: 'conditions',
    label: 'conditions',
    kind: 'rows',
    fields: [
      {
        key: 'field',
        label: 'field',
        kind: 'choice',
        isRequired: true,
        initial: 'category',
        choices: words('team', 'category', 'type', 'tag', 'source', 'organisation', 'vip', 'custom_field'),
      },
      {
        key: 'key',
        label: 'key',
        kind: 'text',
        isRequired: true,
        when: { id: 'field', is: ['custom_field'] },
      },
      { key: 'values', label: 'values', hint: 'commas.hint', kind: 'commas' },
    ],
  },
];

const ESCALATION: readonly Field[] = [
  { key: 'after_minutes', label: 'after-minutes', hint: 'after-minutes.hint', kind: 'number' },
  {
    key: 'action',
    label: 'action',
    kind: 'choice',
    isRequired: true,
    initial: 'notify_managers',
    choices: [
      { value: 'notify_managers', label: 'escalate.managers' },
      { value: 'raise_priority', label: 'escalate.priority' },
      { value: 'reassign', label: 'escalate.reassign' },
      { value: 'move_to_team', label: 'escalate.team' },
      { value: 'mail', label: 'escalate.mail' },
    ],
  },
  {
    key: 'recipient_id',
    label: 'recipient',
    kind: 'source',
    source: STAFF,
    isNullable: true,
    when: { id: 'action', is: ['mail'] },
  },
  {
    key: 'team',
    label: 'team',
    kind: 'source',
    source: TEAMS,
    isNullable: true,
    when: { id: 'action', is: ['move_to_team'] },
  },
];

export const POLICY_FIELDS: readonly Field[] = [
  { key: 'name', label: 'name', hint: 'key.hint', kind: 'text', isRequired: true, on: 'create' },
  { key: 'description', label: 'description', kind: 'text', isNullable: true },
  { key: 'calendar', label: 'calendar', hint: 'calendar.hint', kind: 'text', initial: 'always@1' },
  { key: 'targets', label: 'targets', hint: 'targets.hint', kind: 'group', fields: targetsOf(false) },
  {
    key: 'rule',
    label: 'rule',
    hint: 'rule.hint',
    kind: 'group',
    isNullable: true,
    needs: 'conditions',
    fields: RULE,
  },
  {
    key: 'exceptions',
    label: 'exceptions',
    hint: 'exceptions.hint',
    kind: 'rows',
    fields: [
      { key: 'category', label: 'category', kind: 'source', source: CATEGORIES, isNullable: true },
      { key: 'team', label: 'team', kind: 'source', source: TEAMS, isNullable: true },
      { key: 'targets', label: 'targets', kind: 'group', fields: targetsOf(true) },
    ],
  },
  {
    key: 'pause_statuses',
    label: 'pause-statuses',
    kind: 'many',
    choices: words('open', 'in_progress', 'waiting_on_user'),
    initial: ['waiting_on_user'],
  },
  { key: 'first_response_pauses', label: 'first-response-pauses', kind: 'flag' },
  {
    key: 'warn_at_share',
    label: 'warn-at',
    hint: 'share.hint',
    kind: 'number',
    min: 0,
    max: 1,
    isNullable: true,
    initial: '0.8',
  },
  { key: 'warn_at_shares', label: 'warn-at-more', hint: 'warn-at.hint', kind: 'numbers' },
  { key: 'escalation', label: 'escalation', kind: 'rows', fields: ESCALATION },
  { key: 'auto_close_minutes', label: 'auto-close', kind: 'number', min: 1, initial: '4320' },
  { key: 'queue_retry_minutes', label: 'queue-retry', kind: 'number', min: 1, initial: '5' },
  { key: 'acknowledge_minutes', label: 'acknowledge', kind: 'number', min: 1, isNullable: true },
  { key: 'reminder_minutes', label: 'reminder', kind: 'number', min: 1, isNullable: true },
];
