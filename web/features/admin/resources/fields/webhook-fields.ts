import type { Field } from '../../kit/field.js';
import { words } from './sources.js';
import { WEBHOOK_EVENTS } from './webhook-events.js';

export const WEBHOOK_FIELDS: readonly Field[] = [
  { key: 'url', label: 'url', hint: 'url.hint', kind: 'text', isRequired: true },
  { key: 'description', label: 'description', kind: 'text', isNullable: true },
  { key: 'events', label: 'events', hint: 'events.hint', kind: 'many', choices: words(...WEBHOOK_EVENTS) },
  {
    key: 'text',
    label: 'webhook-text',
    hint: 'webhook-text.hint',
    kind: 'choice',
    isRequired: true,
    initial: 'none',
    choices: [
      { value: 'none', label: 'webhook-text.none' },
      { value: 'public', label: 'webhook-text.public' },
      { value: 'all', label: 'webhook-text.all' },
    ],
  },
  { key: 'is_ordered', label: 'ordered', hint: 'ordered.hint', kind: 'flag' },
  {
    key: 'state',
    label: 'state',
    kind: 'choice',
    isRequired: true,
    on: 'edit',
    choices: [
      { value: 'active', label: 'active' },
      { value: 'disabled', label: 'disabled' },
    ],
  },
];
