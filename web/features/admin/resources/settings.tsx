import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../../app/api.js';
import { confirmByToast } from '../../../app/toasts.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Fault } from '../kit/fault.js';
import { textAt, versionOf, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { itemQuery } from '../kit/queries.js';
import type { Resource } from '../kit/resource.js';
import { call } from '../kit/transport.js';
import { READ_SETTING_FIELDS, SETTING_FIELDS } from './fields/setting-fields.js';
import type { AdminKey } from '../texts/keys.js';
import { useAdminSay } from '../texts/texts.js';

export const settings: Resource = {
  id: 'desk',
  path: '/api/v1/settings',
  list: '',
  title: 'desk',
  empty: 'none',
  idOf: () => 'desk',
  nameOf: (item) => textAt(item, 'desk_name', 'value') || 'Holdfast',
  pathOf: () => '/api/v1/settings',
  canCreate: false,
  columns: [],
  fields: READ_SETTING_FIELDS,
  schemas: { edit: 'SettingsEdit' },
  Extra: SettingsExtra,
};

const SOURCES = {
  environment: 'source.environment',
  database: 'source.database',
  default: 'source.default',
} as const satisfies Record<string, AdminKey>;

/** Where each setting is from, the way back to the environment or default, and the tests. */
function SettingsExtra({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const queries = useQueryClient();
  const reset = useMutation({
    mutationFn: (key: string) =>
      call('/api/v1/settings', { method: 'PATCH', body: { [key]: null }, version: versionOf(item) }),
    onSuccess: () => {
      confirmByToast(t('saved'));
      void queries.resetQueries({ queryKey: itemQuery(settings, 'desk').queryKey });
    },
  });
  return (
    <div className={styles['stack']}>
      <Card title={t('test')}>
        <p className={styles['muted']}>{t('test.hint')}</p>
        <Test label="test.mail" run={() => answerOf(api.POST('/api/v1/settings/smtp/test'))} />
        <Test label="test.ai" run={() => answerOf(api.POST('/api/v1/settings/ai/test'))} />
      </Card>
      <Card title={t('sources')}>
        <Fault error={reset.error} />
        <ul className={styles['stack']}>
          {SETTING_FIELDS.map(({ key, label }) => {
            const source = textAt(item, key, 'source');
            const shown = textAt(item, key, 'shown');
            return (
              <li key={key} className={styles['buttons']}>
                <span>{t(label)}</span>
                <Badge>
                  {t(SOURCES[source === 'database' || source === 'environment' ? source : 'default'])}
                </Badge>
                {shown === '' ? null : <code>{shown}</code>}
                {source === 'database' ? (
                  <Button isSmall isPending={reset.isPending} onClick={() => reset.mutate(key)}>
                    {t('source.reset', { what: t(label) })}
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      </Card>
    </div>
  );
}

interface Tested {
  readonly result: string;
  readonly detail: string;
  readonly took_ms: number;
}

function Test({ label, run }: { readonly label: AdminKey; readonly run: () => Promise<Tested> }) {
  const t = useAdminSay();
  const test = useMutation({ mutationFn: run });
  const outcome = test.data;
  return (
    <div className={styles['buttons']}>
      <Button isPending={test.isPending} onClick={() => test.mutate()}>
        {t(label)}
      </Button>
      <Fault error={test.error} />
      <span role="status">
        {outcome === undefined ? null : (
          <>
            <Badge
              tone={outcome.result === 'ok' ? 'met' : 'breach'}
              icon={outcome.result === 'ok' ? 'check' : 'alert'}
            >
              {outcome.result}
            </Badge>{' '}
            {outcome.detail} ({outcome.took_ms} ms)
          </>
        )}
      </span>
    </div>
  );
}
