import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { confirmByToast } from '../../../app/toasts.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Field as Line, Select } from '../../../ui/field.js';
import { Moment } from '../../../ui/moment.js';
import { ActionButton } from '../kit/action-button.js';
import { Fault } from '../kit/fault.js';
import { textAt, valueAt, versionOf, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { resourceKey } from '../kit/queries.js';
import type { Resource } from '../kit/resource.js';
import { SecretOnce } from '../pages/secret-once.js';
import { useAdminSay } from '../texts/texts.js';
import { flagColumn, momentColumn, textColumn, wordsColumn } from './columns.js';
import { WEBHOOK_FIELDS } from './fields/webhook-fields.js';
import { MoreButton } from '../kit/more-button.js';

export const webhooks: Resource = {
  id: 'webhooks',
  path: '/api/v1/webhooks',
  list: 'webhooks',
  title: 'webhooks',
  empty: 'none',
  idOf: (item) => textAt(item, 'id'),
  nameOf: (item) => textAt(item, 'description') || textAt(item, 'url'),
  columns: [
    textColumn('url', 'url'),
    textColumn('description', 'description'),
    wordsColumn('events', 'events'),
    textColumn('state', 'state'),
    momentColumn('failing-since', 'failing_since'),
    flagColumn('ordered', 'is_ordered'),
  ],
  fields: WEBHOOK_FIELDS,
  schemas: { create: 'NewWebhook', edit: 'WebhookEdit' },
  remove: 'delete.webhook',
  Extra: WebhookExtra,
  Created: ({ answer, onDone }) => <SecretOnce secret={textAt(answer, 'secret')} onDone={onDone} />,
};

function WebhookExtra({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const id = textAt(item, 'id');
  const [secret, setSecret] = useState('');
  const reason = textAt(item, 'disabled_reason');
  return (
    <div className={styles['stack']}>
      <Card title={t('secret')}>
        {secret === '' ? null : <SecretOnce secret={secret} onDone={() => setSecret('')} />}
        {textAt(item, 'former_secret_until') === '' ? null : (
          <p>
            {t('former-secret')} <Moment at={textAt(item, 'former_secret_until')} />
          </p>
        )}
        {valueAt(item, 'state') === 'disabled' && reason !== '' ? (
          <p>{t('disabled-because', { reason })}</p>
        ) : null}
        <span className={styles['buttons']}>
          <ActionButton
            action={{
              label: 'rotate',
              method: 'POST',
              path: '/rotate-secret',
              confirm: 'rotate.confirm',
            }}
            path={`/api/v1/webhooks/${id}`}
            resource="webhooks"
            version={versionOf(item)}
            onDone={(answer) => setSecret(textAt(answer, 'secret'))}
          />
          <ActionButton
            action={{ label: 'send-test', method: 'POST', path: '/test' }}
            path={`/api/v1/webhooks/${id}`}
            resource="webhooks"
          />
        </span>
      </Card>
      <Recover id={id} />
      <Deliveries id={id} />
    </div>
  );
}

/** Sends the events of an outage once more. */
function Recover({ id }: { readonly id: string }) {
  const t = useAdminSay();
  const queries = useQueryClient();
  const [since, setSince] = useState('');
  const recover = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/webhooks/{webhook}/recover', {
          params: { path: { webhook: id } },
          body: { since: new Date(since).toISOString() },
        }),
      ),
    onSuccess: () => {
      confirmByToast(t('recover.done'));
      void queries.invalidateQueries({ queryKey: resourceKey('webhooks') });
    },
  });
  return (
    <Card title={t('recover')}>
      <p className={styles['muted']}>{t('recover.hint')}</p>
      <form
        className={styles['buttons']}
        onSubmit={(event) => {
          event.preventDefault();
          if (since !== '') recover.mutate();
        }}
      >
        <Line
          label={t('since')}
          type="datetime-local"
          required
          value={since}
          onChange={({ target }) => setSince(target.value)}
        />
        <Button type="submit" isPending={recover.isPending}>
          {t('recover')}
        </Button>
      </form>
      <Fault error={recover.error} />
    </Card>
  );
}

const STATES = ['pending', 'delivered', 'failed'] as const;
const POLL_MS = 5_000;

/** What was sent, with every attempt. */
function Deliveries({ id }: { readonly id: string }) {
  const t = useAdminSay();
  const [state, setState] = useState<(typeof STATES)[number] | ''>('');
  const list = useInfiniteQuery({
    queryKey: [...resourceKey('webhooks'), 'deliveries', id, state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/webhooks/{webhook}/deliveries', {
          params: {
            path: { webhook: id },
            query: {
              page_size: 20,
              ...(state === '' ? {} : { state }),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: POLL_MS,
  });
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Card title={t('deliveries')}>
      <Select
        label={t('state')}
        options={[
          { value: '', label: t('all') },
          ...STATES.map((value) => ({ value, label: t(`delivery.${value}`) })),
        ]}
        value={state}
        onChange={({ target }) => setState(STATES.find((one) => one === target.value) ?? '')}
      />
      <Fault error={list.error} />
      {list.isSuccess && deliveries.length === 0 ? <p>{t('none')}</p> : null}
      <ul className={styles['stack']}>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} webhook={id} delivery={delivery} />
        ))}
      </ul>
      <MoreButton list={list} />
    </Card>
  );
}

const TONES = { pending: 'paused', delivered: 'met', failed: 'breach' } as const;

function DeliveryRow({
  webhook,
  delivery,
}: {
  readonly webhook: string;
  readonly delivery: Schemas['WebhookDelivery'];
}) {
  const t = useAdminSay();
  return (
    <li className={styles['row']}>
      <span className={styles['buttons']}>
        <Badge tone={TONES[delivery.state]}>{t(`delivery.${delivery.state}`)}</Badge>
        <code>{delivery.type}</code>
        {delivery.ticket_number === null ? null : <span>{delivery.ticket_number}</span>}
        <Moment at={delivery.event_at} />
        <ActionButton
          action={{ label: 'replay', method: 'POST', path: '/replay' }}
          path={`/api/v1/webhooks/${webhook}/deliveries/${delivery.id}`}
          resource="webhooks"
          isSmall
        />
      </span>
      {delivery.attempts.length === 0 ? null : (
        <details>
          <summary>{t('attempts', { count: delivery.attempts.length })}</summary>
          <ul>
            {delivery.attempts.map((attempt) => (
              <li key={attempt.at}>
                <Moment at={attempt.at} /> · {attempt.status ?? attempt.fault ?? '–'} · {attempt.duration_ms}{' '}
                ms
                {attempt.answer === null ? null : <pre className={styles['pre']}>{attempt.answer}</pre>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
