import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { Button } from '../../../ui/button.js';
import { Moment } from '../../../ui/moment.js';
import { Fault } from '../kit/fault.js';
import { textAt, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';

const POLL_MS = 1_000;
const PROMISES = ['first_response', 'next_response', 'resolution'] as const;
const LABELS = {
  first_response: 'first-response',
  next_response: 'next-response',
  resolution: 'resolution',
} as const;

type Preview = Schemas['PolicyMovePreview'];

/** Moves open tickets to the newest version of a policy, after a preview of their deadlines. */
export function PolicyMove({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const policy = textAt(item, 'name');
  const params = { path: { policy } };
  const preview = useMutation({
    mutationFn: async () => {
      const answer = await answerOf(
        api.POST('/api/v1/sla/policies/{policy}/apply', { params, body: { dry_run: true } }),
      );
      return 'job' in answer ? null : answer;
    },
  });
  const apply = useMutation({
    mutationFn: async () => {
      const answer = await answerOf(
        api.POST('/api/v1/sla/policies/{policy}/apply', { params, body: { dry_run: false } }),
      );
      return 'job' in answer ? answer.job.id : null;
    },
  });
  const jobId = apply.data ?? null;
  const job = useQuery({
    queryKey: ['admin', 'policy-job', jobId],
    enabled: jobId !== null,
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/sla/jobs/{job}', { params: { path: { job: jobId ?? '' } }, signal })))
        .job,
    refetchInterval: ({ state: { data } }) => (data?.state === 'done' ? false : POLL_MS),
  });
  const found = preview.data ?? null;
  return (
    <Card title={t('move')}>
      <p className={styles['muted']}>{t('move.hint')}</p>
      <span className={styles['buttons']}>
        <Button isPending={preview.isPending} onClick={() => preview.mutate()}>
          {t('move.preview')}
        </Button>
        {found === null || found.total === 0 ? null : (
          <Button kind="primary" isPending={apply.isPending} onClick={() => apply.mutate()}>
            {t('move.apply', { count: found.total })}
          </Button>
        )}
      </span>
      <Fault error={preview.error ?? apply.error ?? job.error} />
      {job.data === undefined ? null : (
        <p role="status">
          {t('move.progress', {
            done: job.data.done,
            total: job.data.total,
            moved: job.data.moved,
            failed: job.data.failed,
          })}
        </p>
      )}
      {found === null ? null : found.total === 0 ? <p>{t('move.none')}</p> : <Moves preview={found} />}
    </Card>
  );
}

function Moves({ preview }: { readonly preview: Preview }) {
  const t = useAdminSay();
  return (
    <>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('move.clock')}</th>
            <th scope="col">{t('move.sooner')}</th>
            <th scope="col">{t('move.later')}</th>
            <th scope="col">{t('move.unchanged')}</th>
            <th scope="col">{t('move.breached')}</th>
          </tr>
        </thead>
        <tbody>
          {PROMISES.map((promise) => (
            <tr key={promise}>
              <th scope="row">{t(LABELS[promise])}</th>
              <td>{preview[promise].sooner}</td>
              <td>{preview[promise].later}</td>
              <td>{preview[promise].unchanged}</td>
              <td>{preview[promise].breached_at_once}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles['stack']}>
        {preview.tickets.slice(0, 20).map((ticket) => (
          <li key={ticket.id}>
            <Link to="/tickets/$number" params={{ number: ticket.number }}>
              {ticket.number}
            </Link>{' '}
            {PROMISES.flatMap((promise) => {
              const due = ticket[promise].due_at;
              return due === null
                ? []
                : [
                    <span key={promise}>
                      {t(LABELS[promise])}: <Moment at={due.from} /> → <Moment at={due.to} />{' '}
                    </span>,
                  ];
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
