import { Link } from '@tanstack/react-router';
import { textAt, valueAt, type Item } from '../kit/item.js';
import type { Resource } from '../kit/resource.js';
import { ResourceCard } from '../kit/resource-list.js';
import { AssistantHint } from '../pages/assistant-hint.js';
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
  words: { remove: 'revoke' },
  idOf: (item) => textAt(item, 'id'),
  nameOf: (item) => textAt(item, 'name'),
  isFoundInList: true,
  columns: [
    textColumn('name', 'name'),
    textColumn('prefix', 'prefix'),
    wordsColumn('scopes', 'scopes'),
    momentColumn('expires', 'expires_at'),
    momentColumn('last-used', 'last_used_at'),
  ],
  facts: [
    textColumn('prefix', 'prefix'),
    wordsColumn('scopes', 'scopes'),
    momentColumn('key.created', 'created_at'),
    momentColumn('expires', 'expires_at'),
    momentColumn('last-used', 'last_used_at'),
  ],
  fields: API_KEY_FIELDS,
  schemas: { create: 'NewApiKey' },
  remove: 'revoke.confirm',
  createdItem: (answer) => valueAt(answer, 'api_key'),
  Created: ({ answer, onDone }) => <SecretOnce secret={textAt(answer, 'key')} onDone={onDone} />,
  Extra: KeyExtra,
};

function KeyExtra({ item }: { readonly item: Item }) {
  return (
    <>
      <ResourceCard resource={activitiesOf(textAt(item, 'id'))} />
      <AssistantHint prefix={textAt(item, 'prefix')} />
    </>
  );
}

/** What was done to tickets with a key, newest first. */
function activitiesOf(key: string): Resource {
  return {
    id: `key-activities/${key}`,
    under: { page: 'api-keys', item: key },
    path: `/api/v1/auth/api-keys/${encodeURIComponent(key)}/activities`,
    list: 'activities',
    title: 'key.activities',
    empty: 'key.activities.none',
    idOf: (item) => textAt(item, 'id'),
    nameOf: (item) => textAt(item, 'action'),
    hasItems: false,
    canCreate: false,
    columns: [
      momentColumn('at', 'at'),
      textColumn('action', 'action'),
      {
        label: 'ticket',
        of: (item) => (
          <Link to="/tickets/$number" params={{ number: textAt(item, 'ticket') }}>
            {textAt(item, 'ticket')}
          </Link>
        ),
      },
    ],
    fields: [],
  };
}
