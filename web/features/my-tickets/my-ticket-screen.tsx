import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadError } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Conversation } from '../ticket-parts/conversation.js';
import { ticketQuery } from '../ticket-parts/queries.js';
import { StatusBadge } from '../ticket-parts/status.js';
import styles from './my-tickets.module.css';

/** A ticket as its requester sees it. */
export function MyTicketScreen() {
  const say = useSay();
  const { number } = useParams({ from: '/tickets/$number' });
  const { data: ticket, error, refetch } = useQuery(ticketQuery(number));
  const title = ticket?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Holdfast`;
  }, [title]);
  if (ticket === undefined) {
    return error === null ? (
      <Skeleton rows={6} label={say('app.loading')} />
    ) : (
      <LoadError error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <div className={styles['stack']}>
      <div>
        <p className={styles['facts']}>{ticket.number}</p>
        <h1 dir="auto">{ticket.title}</h1>
      </div>
      <p>
        <StatusBadge status={ticket.status} isRequester />
      </p>
      <Conversation ticket={ticket} />
    </div>
  );
}
