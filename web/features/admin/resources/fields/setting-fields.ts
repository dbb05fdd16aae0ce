import type { Field } from '../../kit/field.js';
import { valueAt, type Item } from '../../kit/item.js';

const valueOf = (key: string) => (item: Item) => valueAt(item, key, 'value');

/** The server never shows a secret: the field is empty until another one is typed. */
const nothing = () => '';

export const SETTING_FIELDS = [
  { key: 'desk_name', label: 'desk-name', kind: 'text' },
  {
    key: 'sender',
    label: 'sender',
    kind: 'group',
    fields: [
      { key: 'name', label: 'name', kind: 'text', isRequired: true },
      { key: 'address', label: 'mail-address', kind: 'text', isRequired: true },
    ],
  },
  { key: 'smtp_url', label: 'smtp-url', hint: 'secret.hint', kind: 'secret' },
  { key: 'smtp_requires_tls', label: 'smtp-tls', kind: 'flag' },
  {
    key: 'send_delay_seconds',
    label: 'send-delay',
    hint: 'send-delay.hint',
    kind: 'number',
    min: 0,
    max: 900,
  },
  { key: 'reopens_by_answer', label: 'reopens-by-answer', kind: 'flag' },
  {
    key: 'capacity_weights',
    label: 'capacity-weights',
    hint: 'capacity-weights.hint',
    kind: 'group',
    fields: [
      { key: 'low', label: 'low', kind: 'number', min: 1, max: 10 },
      { key: 'medium', label: 'medium', kind: 'number', min: 1, max: 10 },
      { key: 'high', label: 'high', kind: 'number', min: 1, max: 10 },
      { key: 'urgent', label: 'urgent', kind: 'number', min: 1, max: 10 },
    ],
  },
  { key: 'public_knowledge', label: 'public-knowledge', kind: 'flag' },
  { key: 'public_form', label: 'public-form', kind: 'flag' },
  { key: 'public_chat', label: 'public-chat', kind: 'flag' },
  { key: 'gemini_api_key', label: 'gemini-key', hint: 'secret.hint', kind: 'secret' },
  { key: 'gemini_model', label: 'gemini-model', kind: 'text' },
] as const satisfies readonly Field[];

export const READ_SETTING_FIELDS: readonly Field[] = SETTING_FIELDS.map((field) => ({
  ...field,
  read: field.kind === 'secret' ? nothing : valueOf(field.key),
}));
