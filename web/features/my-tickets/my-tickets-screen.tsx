import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { answerOf, api } from '../../app/api.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { queryKeys } from '../../app/query-keys.js';
import { useSay } from '../../texts/use-texts.js';
import { Unread } from '../../ui/badge.js';
import { Blank, Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { Moment } from '../../ui/moment.js';
import { StatusBadge } from '../ticket-parts/status.js';
import styles from './my-tickets.module.css';

/** The tickets that a requester can read, the last changed first. */
export const myTicketsQuery = infiniteQueryOptions({
  queryKey: queryKeys.list('my-tickets'),
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) => {
    const query = { sort: '-updated_at' as const, ...(pageParam === '' ? {} : { cursor: pageParam }) };
    return answerOf(api.GET('/api/v1/tickets', { params: { query }, signal }));
  },
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});

export function MyTicketsScreen() {
  const say = useSay();
  const list = useInfiniteQuery(myTicketsQuery);
  const tickets = list.data?.pages.flatMap((page) => page.tickets) ?? [];
  useEffect(() => {
    document.title = `${say('my-tickets.title')} · Holdfast`;
  }, [say]);
  return (
    <div className={styles['stack']}>
      <h1>{say('my-tickets.title')}</h1>
      {list.isError && tickets.length === 0 ? (
        <LoadError error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={5} label={say('app.loading')} />
      ) : tickets.length === 0 ? (
        <Blank icon="inbox" title={say('my-tickets.empty')}>
          {say('my-tickets.empty.hint')}
        </Blank>
      ) : (
        <ul className={styles['list']}>
          {tickets.map((ticket) => (
            <li key={ticket.id} className={styles['card']}>
              <Link
                to="/tickets/$number"
                params={{ number: ticket.number }}
                className={styles['name']}
                dir="auto"
              >
                {ticket.unread === true ? <Unread label={say('queue.unread')} /> : null} {ticket.title}
              </Link>
              <p className={styles['facts']}>
                <StatusBadge status={ticket.status} isRequester />
                <span>{ticket.number}</span>
                <Moment at={ticket.updated_at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('my-tickets.more')}
        </Button>
      ) : null}
    </div>
  );
}
