import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, ProblemError } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { StatusBadge } from '../../ticket-parts/status.js';
import styles from './panel.module.css';
import { similarQuery } from '../queries.js';

const Dialog = lazy(async () => ({ default: (await import('../../../ui/dialog.js')).Dialog }));

/** Tickets about the same. This one can be merged into one of them. */
export function Similar({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const { data = [] } = useQuery(similarQuery(ticket.number));
  const [target, setTarget] = useState<Schemas['Ticket'] | null>(null);
  if (data.length === 0) return null;
  const isFinal = (status: Schemas['TicketStatus']) => status === 'closed' || status === 'cancelled';
  return (
    <section className={styles['section']}>
      <h2>{say('panel.similar')}</h2>
      <ul>
        {data.map(({ ticket: other }) => (
          <li key={other.id} className={styles['similar']}>
            <Link to="/tickets/$number" params={{ number: other.number }} dir="auto">
              {other.title}
            </Link>
            {isFinal(ticket.status) || isFinal(other.status) ? (
              <StatusBadge status={other.status} />
            ) : (
              <Button
                isSmall
                aria-label={say('merge.into', { number: other.number })}
                onClick={() => setTarget(other)}
              >
                {say('merge.merge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {target === null ? null : (
        <Suspense>
          <ConfirmMerge ticket={ticket} target={target} onClose={() => setTarget(null)} />
        </Suspense>
      )}
    </section>
  );
}

function ConfirmMerge({
  ticket,
  target,
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly target: Schemas['Ticket'];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const title = say('merge.into', { number: target.number });
  const merge = async () => {
    setPending(true);
    const params = { path: { ticket: ticket.number }, header: { 'If-Match': `"${ticket.version}"` } };
    try {
      await answerOf(api.POST('/api/v1/tickets/{ticket}/merge', { params, body: { into: target.number } }));
      await queries.invalidateQueries({ queryKey: queryKeys.tickets });
      confirmByToast(say('merge.done', { number: ticket.number }));
      onClose();
      void navigate({ to: '/tickets/$number', params: { number: target.number } });
    } catch (error) {
      setPending(false);
      setProblem(error instanceof ProblemError ? error.message : say('app.unreachable'));
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles['confirm']}>
        <p>{say('merge.effect', { number: ticket.number, title: target.title })}</p>
        {problem === null ? null : (
          <p className={styles['bounced']} role="alert">
            {problem}
          </p>
        )}
        <p className={styles['actions']}>
          <Button kind="primary" isPending={isPending} onClick={() => void merge()}>
            {title}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('whatif.discard')}
          </Button>
        </p>
      </div>
    </Dialog>
  );
}
