import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Unread } from '../../ui/badge.js';
import { classes } from '../../ui/classes.js';
import { useNow } from '../../ui/moment.js';
import { MyStatus } from './my-status.js';
import styles from './my-tickets.module.css';
import { SentenceText } from './sentence.js';
import { goalOf } from './standing.js';

/** A ticket in the list: what it is, where it is, and what comes next. */
export function MyTicketRow({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const goal = goalOf(ticket, useNow());
  const isUnread = ticket.unread === true;
  return (
    <li className={classes(styles['row'], isUnread && styles['unread'])}>
      <span className={styles['line']}>
        <Link to="/tickets/$number" params={{ number: ticket.number }} className={styles['name']} dir="auto">
          {ticket.title}
        </Link>
        {isUnread ? <Unread label={say('my-tickets.unread')} /> : null}
      </span>
      <span className={styles['facts']}>
        <MyStatus status={ticket.status} />
        {goal === null ? null : (
          <span>
            <SentenceText sentence={goal} />
          </span>
        )}
      </span>
      <span className={styles['number']}>{ticket.number}</span>
    </li>
  );
}
