import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { StatusBadge } from '../../ticket-parts/status.js';
import styles from './panel.module.css';
import { similarQuery } from '../queries.js';

const MergeDialog = lazy(async () => ({ default: (await import('../moves/merge-dialog.js')).MergeDialog }));

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
          <MergeDialog ticket={ticket} into={target.number} onClose={() => setTarget(null)} />
        </Suspense>
      )}
    </section>
  );
}
