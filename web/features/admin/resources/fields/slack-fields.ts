import type { Field } from '../../kit/field.js';
import { CATEGORIES, PRIORITIES, TEAMS } from './sources.js';

/** The state is changed by buttons, because some states are Slack's own. */
export const SLACK_WORKSPACE_FIELDS: readonly Field[] = [
  { key: 'bot_token', label: 'slack.token', hint: 'slack.token.hint', kind: 'secret', on: 'create' },
  {
    key: 'signing_secret',
    label: 'slack.signing-secret',
    hint: 'slack.signing-secret.hint',
    kind: 'secret',
    on: 'create',
  },
  {
    key: 'bot_token',
    id: 'new_bot_token',
    label: 'slack.token',
    hint: 'secret.hint',
    kind: 'secret',
    on: 'edit',
  },
  {
    key: 'signing_secret',
    id: 'new_signing_secret',
    label: 'slack.signing-secret',
    hint: 'secret.hint',
    kind: 'secret',
    on: 'edit',
  },
  {
    key: 'strangers',
    label: 'slack.strangers',
    kind: 'choice',
    isRequired: true,
    initial: 'create',
    choices: [
      { value: 'create', label: 'slack.strangers.create' },
      { value: 'refuse', label: 'slack.strangers.refuse' },
    ],
  },
];

export const SLACK_CHANNEL_FIELDS: readonly Field[] = [
  {
    key: 'channel_id',
    label: 'slack.channel-id',
    hint: 'slack.channel-id.hint',
    kind: 'text',
    isRequired: true,
    on: 'create',
  },
  {
    key: 'purpose',
    label: 'slack.purpose',
    kind: 'choice',
    isRequired: true,
    initial: 'help',
    choices: [
      { value: 'help', label: 'slack.purpose.help' },
      { value: 'queue', label: 'slack.purpose.queue' },
    ],
  },
  {
    key: 'triggers',
    label: 'slack.triggers',
    hint: 'slack.triggers.hint',
    kind: 'many',
    initial: ['mention', 'emoji'],
    choices: [
      { value: 'message', label: 'slack.triggers.message' },
      { value: 'mention', label: 'slack.triggers.mention' },
      { value: 'emoji', label: 'slack.triggers.emoji' },
    ],
  },
  {
    key: 'emoji',
    label: 'slack.emoji',
    hint: 'slack.emoji.hint',
    kind: 'text',
    isRequired: true,
    initial: 'ticket',
  },
  {
    key: 'askers',
    label: 'slack.askers',
    kind: 'choice',
    isRequired: true,
    initial: 'everybody',
    choices: [
      { value: 'everybody', label: 'slack.askers.everybody' },
      { value: 'staff', label: 'slack.askers.staff' },
    ],
  },
  { key: 'uses_form', label: 'slack.uses-form', kind: 'flag' },
  { key: 'takes_replies', label: 'slack.takes-replies', kind: 'flag', initial: true },
  { key: 'is_alerts_only', label: 'slack.alerts-only', kind: 'flag' },
  { key: 'team', label: 'team', hint: 'slack.team.hint', kind: 'source', source: TEAMS, isNullable: true },
  { key: 'category', label: 'category', kind: 'source', source: CATEGORIES, isNullable: true },
  { key: 'priority', label: 'priority', kind: 'choice', choices: PRIORITIES, isNullable: true },
];
