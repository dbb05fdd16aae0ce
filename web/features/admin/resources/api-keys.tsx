import { textAt } from '../kit/item.js';
import type { Resource } from '../kit/resource.js';
import { SecretOnce } from '../pages/secret-once.js';
import { SCOPES } from './scopes.js';
import { momentColumn, textColumn, words, wordsColumn } from './columns.js';

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
  fields: [
    { key: 'name', label: 'name', kind: 'text', isRequired: true },
    { key: 'scopes', label: 'scopes', hint: 'scopes.hint', kind: 'many', choices: words(...SCOPES) },
    { key: 'expires_at', label: 'expires', hint: 'expires.hint', kind: 'moment' },
  ],
  schemas: { create: 'NewApiKey' },
  actions: [{ label: 'revoke', method: 'DELETE', path: '', confirm: 'revoke.confirm', isDangerous: true }],
  Created: ({ answer, onDone }) => <SecretOnce secret={textAt(answer, 'key')} onDone={onDone} />,
};
