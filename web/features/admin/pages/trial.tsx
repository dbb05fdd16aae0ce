import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../ui/button.js';
import { Field as Line, Select } from '../../../ui/field.js';
import { Fault } from '../kit/fault.js';
import { isItem, listAt, textAt, valueAt, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { choicesQuery } from '../kit/queries.js';
import { call } from '../kit/transport.js';
import { CALENDARS, POLICIES } from '../resources/fields/sources.js';
import { useAdminSay } from '../texts/texts.js';

const PROMISES = [
  ['first_response', 'first-response'],
  ['next_response', 'next-response'],
  ['resolution', 'resolution'],
] as const;
const VERDICTS = ['met', 'breached', 'pending', 'dropped'] as const;
const DAY_MS = 86_400_000;
const SHOWN_TICKETS = 20;

const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** What a policy would have meant for tickets of the past. Without `policy`, one is chosen. */
export function Trial({ policy }: { readonly policy?: Readonly<Record<string, unknown>> }) {
  const t = useAdminSay();
  const [name, setName] = useState('');
  const [calendar, setCalendar] = useState('');
  const [from, setFrom] = useState(() => dayBefore(30));
  const [to, setTo] = useState(() => dayBefore(0));
  const [onlyChosen, setOnlyChosen] = useState(false);
  const policies = useQuery({ ...choicesQuery(POLICIES), enabled: policy === undefined });
  const calendars = useQuery(choicesQuery(CALENDARS));
  const chosen = policy ?? (name === '' ? policies.data?.[0]?.value : name);
  const run = useMutation({
    mutationFn: () =>
      call('/api/v1/sla/preview', {
        method: 'POST',
        body: {
          policy: chosen,
          ...(calendar === '' ? {} : { calendar }),
          created_from: `${from}T00:00:00Z`,
          created_to: `${to}T23:59:59Z`,
          only_chosen: onlyChosen,
        },
      }),
  });
  return (
    <Card title={t('trial')}>
      <p className={styles['muted']}>{t('trial.hint')}</p>
      <form
        className={styles['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate();
        }}
      >
        <div className={styles['pairs']}>
          {policy === undefined ? (
            <Select
              label={t('policy')}
              options={policies.data ?? []}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          ) : null}
          <Select
            label={t('calendar')}
            options={[{ value: '', label: t('trial.its-calendar') }, ...(calendars.data ?? [])]}
            value={calendar}
            onChange={({ target }) => setCalendar(target.value)}
          />
          <Line
            label={t('from')}
            type="date"
            required
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
          <Line
            label={t('until')}
            type="date"
            required
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        </div>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={onlyChosen}
            onChange={({ target }) => setOnlyChosen(target.checked)}
          />
          {t('trial.only-chosen')}
        </label>
        <span>
          <Button type="submit" isPending={run.isPending}>
            {t('trial.run')}
          </Button>
        </span>
      </form>
      <Fault error={run.error} />
      {isItem(run.data) ? <Outcome outcome={run.data} /> : null}
    </Card>
  );
}

function Outcome({ outcome }: { readonly outcome: Item }) {
  const t = useAdminSay();
  const total = Number(valueAt(outcome, 'replayed'));
  if (total === 0) return <p role="status">{t('trial.none')}</p>;
  const changed = listAt(outcome, 'tickets').filter((ticket) =>
    PROMISES.some(([key]) => textAt(ticket, key, 'now') !== textAt(ticket, key, 'then')),
  );
  return (
    <>
      <p role="status">{t('trial.tickets', { count: total })}</p>
      <div className={styles['scroll']} role="group" aria-label={t('trial')} tabIndex={0}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('move.clock')}</th>
              {VERDICTS.map((verdict) => (
                <th key={verdict} scope="col">
                  {t(`verdict.${verdict}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PROMISES.map(([key, label]) => (
              <tr key={key}>
                <th scope="row">{t(label)}</th>
                {VERDICTS.map((verdict) => (
                  <td key={verdict}>
                    {textAt(outcome, key, 'now', verdict)} → {textAt(outcome, key, 'then', verdict)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles['stack']}>
        {changed.slice(0, SHOWN_TICKETS).map((ticket) => (
          <li key={textAt(ticket, 'id')}>
            <Link to="/tickets/$number" params={{ number: textAt(ticket, 'number') }}>
              {textAt(ticket, 'number')}
            </Link>{' '}
            {PROMISES.filter(([key]) => textAt(ticket, key, 'now') !== textAt(ticket, key, 'then'))
              .map(([key, label]) => {
                const words = (when: 'now' | 'then') => verdictOf(textAt(ticket, key, when));
                const [now, then] = [words('now'), words('then')];
                return `${t(label)}: ${now === null ? '–' : t(now)} → ${then === null ? '–' : t(then)}`;
              })
              .join(' · ')}
          </li>
        ))}
      </ul>
    </>
  );
}

function verdictOf(word: string) {
  const known = VERDICTS.find((verdict) => verdict === word);
  return known === undefined ? null : (`verdict.${known}` as const);
}
