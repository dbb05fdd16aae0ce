import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../../app/api.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/field.js';
import { Fault } from '../kit/fault.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';

const POLL_MS = 1_000;

/** Runs triage again, first as a trial that shows every ticket before and after. */
export function Rerun() {
  const t = useAdminSay();
  const [tickets, setTickets] = useState('');
  const ids = tickets.split(/[\s,]+/u).filter((id) => id !== '');
  const start = useMutation({
    mutationFn: (isTrial: boolean) =>
      answerOf(
        api.POST('/api/v1/admin/rerun-ai', {
          body:
            ids.length === 0
              ? { fallback_only: true, dry_run: isTrial }
              : { fallback_only: false, ticket_ids: ids, dry_run: isTrial },
        }),
      ),
  });
  const jobId = start.data?.job.id ?? null;
  const job = useQuery({
    queryKey: ['admin', 'rerun', jobId],
    enabled: jobId !== null,
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/admin/rerun-ai/{job}', { params: { path: { job: jobId ?? '' } }, signal })),
    refetchInterval: ({ state }) => (state.data?.job.state === 'done' ? false : POLL_MS),
  });
  const found = job.data;
  return (
    <Card title={t('rerun')}>
      <TextArea
        label={t('rerun.tickets')}
        hint={t('rerun.hint')}
        value={tickets}
        onChange={({ target }) => setTickets(target.value)}
      />
      <span className={styles['buttons']}>
        <Button isPending={start.isPending} onClick={() => start.mutate(true)}>
          {t('rerun.try')}
        </Button>
        <Button kind="primary" isPending={start.isPending} onClick={() => start.mutate(false)}>
          {t('rerun.run')}
        </Button>
      </span>
      <Fault error={start.error ?? job.error} />
      {found === undefined ? null : (
        <p role="status">
          {t('rerun.progress', {
            done: found.job.done,
            total: found.job.total,
            changed: found.job.changed,
            failed: found.job.failed,
          })}
        </p>
      )}
      {found?.comparisons === undefined || found.comparisons.length === 0 ? null : (
        <div className={styles['scroll']} role="group" aria-label={t('rerun')} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('ticket')}</th>
                <th scope="col">{t('before')}</th>
                <th scope="col">{t('after')}</th>
                <th scope="col">{t('confidence')}</th>
              </tr>
            </thead>
            <tbody>
              {found.comparisons.map(({ ticket, before, after, changed, confidence }) => (
                <tr key={ticket}>
                  <th scope="row">{ticket}</th>
                  <td>
                    {before.category}, {before.priority}, {before.type}
                  </td>
                  <td>
                    {changed ? `${after.category}, ${after.priority}, ${after.type}` : t('move.unchanged')}
                  </td>
                  <td>{Math.round(confidence * 100)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
