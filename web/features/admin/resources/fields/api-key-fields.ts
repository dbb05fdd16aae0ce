import type { Field } from '../../kit/field.js';
import { words } from './sources.js';
import { SCOPES } from './scopes.js';

export const API_KEY_FIELDS: readonly Field[] = [
  { key: 'name', label: 'name', kind: 'text', isRequired: true, on: 'create' },
  {
    key: 'scopes',
    label: 'scopes',
    hint: 'scopes.hint',
    kind: 'many',
    choices: words(...SCOPES),
    on: 'create',
  },
  { key: 'expires_at', label: 'expires', hint: 'expires.hint', kind: 'moment', on: 'create' },
];
