import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { answerOf, api, newIdempotencyKey, ProblemError } from '../../../app/api.js';
import { useMe } from '../../../app/me.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button, Keys } from '../../../ui/button.js';
import styles from './bulk-bar.module.css';

const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
const STATUSES = ['in_progress', 'waiting_on_user', 'resolved'] as const;
const POLL_MS = 700;

type Change = Schemas['BulkChange'];
type Preview = readonly Schemas['BulkPreviewResult'][];

/** Changes the selected tickets at once: first what it would cause, then the progress. */
export function BulkBar({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [change, setChange] = useState<Change | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [job, setJob] = useState<Schemas['Job'] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const selection = ids.join(' ');
  useActions([{ id: 'queue.clear', name: 'queue.clear', keys: 'Escape', perform: onDone }]);
  const fail = (error: unknown) =>
    setProblem(error instanceof ProblemError ? error.message : say('app.unreachable'));

  useEffect(() => {
    if (change === null) return undefined;
    let isCurrent = true;
    const body = { ticket_ids: selection.split(' '), change };
    answerOf(api.POST('/api/v1/tickets/bulk/dry-run', { body })).then(
      ({ results }) => {
        if (isCurrent) setPreview(results);
      },
      (error: unknown) => {
        if (isCurrent) fail(error);
      },
    );
    return () => {
      isCurrent = false;
    };
    // `fail` only sets state.
  }, [change, selection]);

  const consider = (next: Change) => {
    setPreview(null);
    setProblem(null);
    setChange(next);
  };
  const apply = async () => {
    if (change === null) return;
    try {
      const header = { 'Idempotency-Key': newIdempotencyKey() };
      const body = { ticket_ids: [...ids], change };
      let { job: now } = await answerOf(api.POST('/api/v1/tickets/bulk', { params: { header }, body }));
      setJob(now);
      while (now.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        const params = { path: { job: now.id } };
        ({ job: now } = await answerOf(api.GET('/api/v1/tickets/bulk/{job}', { params })));
        setJob(now);
      }
      confirmByToast(say('bulk.done', { count: now.changed, failed: now.failed }));
      await queries.invalidateQueries({ queryKey: queryKeys.lists });
      onDone();
    } catch (error) {
      setJob(null);
      fail(error);
    }
  };
  const changing = preview?.filter(({ outcome }) => outcome === 'changed').length ?? 0;
  const refused = preview?.filter(({ outcome }) => outcome === 'refused') ?? [];
  const mails = preview?.reduce((sum, result) => sum + result.mails.length, 0) ?? 0;
  return (
    <section className={styles['bar']} aria-label={say('bulk.selected', { count: ids.length })}>
      <b>{say('bulk.selected', { count: ids.length })}</b>
      <select
        aria-label={say('prop.priority')}
        value={change?.priority ?? ''}
        onChange={({ target: { value } }) => consider({ priority: value as Schemas['TicketPriority'] })}
      >
        <option value="" disabled>
          {say('prop.priority')}
        </option>
        {PRIORITIES.map((value) => (
          <option key={value} value={value}>
            {say(`priority.${value}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={say('prop.status')}
        value={change?.status ?? ''}
        onChange={({ target: { value } }) => consider({ status: value as Schemas['TicketStatus'] })}
      >
        <option value="" disabled>
          {say('prop.status')}
        </option>
        {STATUSES.map((value) => (
          <option key={value} value={value}>
            {say(`status.${value}`)}
          </option>
        ))}
      </select>
      <Button isSmall onClick={() => consider({ assignee_id: me.id })}>
        {say('prop.mine')}
      </Button>
      <span className={styles['words']} role="status">
        {job === null
          ? preview === null
            ? ''
            : say('bulk.preview', { count: changing, refused: refused.length, mails })
          : say('bulk.progress', { done: job.done, total: job.total })}
      </span>
      {problem === null ? null : (
        <span className={styles['problem']} role="alert">
          {problem}
        </span>
      )}
      {preview === null ? null : (
        <Button
          isSmall
          kind="primary"
          isPending={job !== null}
          isDisabled={changing === 0}
          onClick={() => void apply()}
        >
          {say('bulk.apply', { count: changing })}
        </Button>
      )}
      <Button isSmall kind="quiet" onClick={onDone}>
        {say('queue.clear')}
        <Keys keys={['Esc']} />
      </Button>
      {refused.length === 0 ? null : (
        <ul className={styles['refused']}>
          {refused.slice(0, 5).map(({ number, detail }) => (
            <li key={number}>
              {number}: {detail}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
