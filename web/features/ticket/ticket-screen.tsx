import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadError } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { TopBar } from '../../ui/top-bar.js';
import { Bell } from '../notifications/bell.js';
import { Conversation } from '../ticket-parts/conversation.js';
import { Priority, shortNumber } from '../ticket-parts/priority.js';
import { ticketQuery } from '../ticket-parts/queries.js';
import { SlaClock } from '../ticket-parts/sla-clock.js';
import { StatusBadge } from '../ticket-parts/status.js';
import styles from './ticket-screen.module.css';

/** A ticket as staff see it. */
export function TicketScreen() {
  const say = useSay();
  const { number } = useParams({ from: '/tickets/$number' });
  const { data: ticket, error, refetch } = useQuery(ticketQuery(number));
  const title = ticket?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${shortNumber(number)} ${title} · Holdfast`;
  }, [number, title]);
  if (ticket === undefined) {
    return error === null ? (
      <Skeleton rows={6} label={say('app.loading')} />
    ) : (
      <LoadError error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <TopBar title={ticket.title} beside={ticket.number} end={<Bell />} />
      <div className={styles['facts']}>
        <StatusBadge status={ticket.status} />
        <Priority priority={ticket.priority} />
        <SlaClock ticket={ticket} />
      </div>
      {/* A scroller without anything to focus inside needs a stop of its own (WCAG 2.1.1). */}
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={say('ticket.conversation')}>
        <Conversation ticket={ticket} />
      </div>
    </>
  );
}
