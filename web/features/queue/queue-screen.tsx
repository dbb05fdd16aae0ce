import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadError, NotFound } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Blank, Skeleton } from '../../ui/blank.js';
import { TopBar } from '../../ui/top-bar.js';
import { Bell } from '../notifications/bell.js';
import { queueQuery, viewsQuery, viewTicketsQuery } from './queries.js';
import { queueOf } from './queues.js';
import { TicketGrid } from './ticket-grid.js';

/** A queue that every moderator has. */
export function QueueScreen() {
  const say = useSay();
  const { queue } = useParams({ from: '/queue/$queue' });
  const known = queueOf(queue);
  return known === undefined ? (
    <NotFound />
  ) : (
    <TicketList key={queue} title={say(known.name)} query={queueQuery(queue)} />
  );
}

/** A saved view. */
export function ViewScreen() {
  const say = useSay();
  const { view } = useParams({ from: '/views/$view' });
  const { data } = useQuery(viewsQuery);
  const name = data?.find(({ id }) => id === view)?.name ?? say('queue.view');
  return <TicketList key={view} title={name} query={viewTicketsQuery(view)} />;
}

type ListQuery = ReturnType<typeof queueQuery>;

function TicketList({ title, query }: { readonly title: string; readonly query: ListQuery }) {
  const say = useSay();
  const list = useInfiniteQuery(query);
  const tickets = list.data?.pages.flatMap((page) => page.tickets) ?? [];
  const total = list.data?.pages[0]?.total;
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
  return (
    <>
      <TopBar
        title={title}
        beside={total === undefined ? null : say('queue.tickets', { count: total })}
        end={<Bell />}
      />
      {list.isError && tickets.length === 0 ? (
        <LoadError error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={12} label={say('app.loading')} />
      ) : tickets.length === 0 ? (
        <Blank icon="circlecheck" title={say('queue.empty')}>
          {say('queue.empty.hint')}
        </Blank>
      ) : (
        <TicketGrid
          label={title}
          tickets={tickets}
          total={total ?? tickets.length}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
    </>
  );
}
