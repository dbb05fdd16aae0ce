import { textAt } from '../kit/item.js';
import type { Resource } from '../kit/resource.js';
import { SecretOnce } from '../pages/secret-once.js';
import { API_KEY_FIELDS } from './fields/api-key-fields.js';
import { momentColumn, textColumn, wordsColumn } from './columns.js';

/** The person's own keys for programs. */
export const apiKeys: Resource = {
  id: 'api-keys',
  path: '/api/v1/auth/api-keys',
  list: 'api_keys',
  title: 'api-keys',
  empty: 'none',
  idOf: (item) => textAt(item, 'id'),
  nameOf: (item) => textAt(item, 'name'),
  hasItems: false,
  columns: [
    textColumn('name', 'name'),
    textColumn('prefix', 'prefix'),
    wordsColumn('scopes', 'scopes'),
    momentColumn('expires', 'expires_at'),
    momentColumn('last-used', 'last_used_at'),
  ],
  fields: API_KEY_FIELDS,
  schemas: { create: 'NewApiKey' },
  actions: [{ label: 'revoke', method: 'DELETE', path: '', confirm: 'revoke.confirm', isDangerous: true }],
  Created: ({ answer, onDone }) => <SecretOnce secret={textAt(answer, 'key')} onDone={onDone} />,
};
