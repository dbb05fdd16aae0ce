import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../app/api.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useRouteParam } from '../../app/route-param.js';
import { queryKeys } from '../../app/query-keys.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { useTitle } from '../../ui/use-title.js';
import { ticketQuery } from '../ticket-parts/queries.js';
import { AfterSolution } from './after-solution.js';
import { Messages } from './messages.js';
import styles from './my-tickets.module.css';
import { Reply } from './reply.js';
import { choicesOf } from './standing.js';
import { StandingCard } from './standing-card.js';

/** A ticket as its requester sees it. */
export function MyTicketScreen() {
  const number = useRouteParam('number');
  // Another ticket starts with a draft and answers of its own.
  return <TicketPage key={number} number={number} />;
}

function TicketPage({ number }: { readonly number: string }) {
  const say = useSay();
  const { data: ticket, error, refetch } = useQuery(ticketQuery(number));
  useTitle(ticket?.title);
  useReadMark(number, ticket?.version);
  if (ticket === undefined) {
    return error === null ? (
      <Skeleton rows={6} label={say('app.loading')} />
    ) : (
      <LoadError error={error} title={say('my-ticket.failed')} onRetry={() => void refetch()} />
    );
  }
  const { canWrite } = choicesOf(ticket.status);
  return (
    <div className={styles['page']}>
      <div>
        <p className={styles['number']}>{ticket.number}</p>
        <h1 dir="auto">{ticket.title}</h1>
      </div>
      <StandingCard ticket={ticket} />
      <Messages ticket={ticket} />
      <AfterSolution ticket={ticket} />
      {canWrite ? <Reply ticket={ticket} /> : null}
    </div>
  );
}

/** The ticket is read while it is shown: also what arrives meanwhile. */
function useReadMark(number: string, version: number | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (version === undefined) return;
    void api
      .PUT('/api/v1/tickets/{ticket}/read', { params: { path: { ticket: number } }, body: {} })
      .then(() => queries.invalidateQueries({ queryKey: queryKeys.lists }))
      // The mark is set when the ticket is next opened.
      .catch(() => undefined);
  }, [queries, number, version]);
}
