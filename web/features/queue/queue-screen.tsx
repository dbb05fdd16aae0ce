import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useActions } from '../../app/actions/registry.js';
import { useRouteParam } from '../../app/route-param.js';
import { LoadError, NotFound } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Blank, Skeleton } from '../../ui/blank.js';
import { Icon } from '../../ui/icon.js';
import { TopBar } from '../../ui/top-bar.js';
import { Bell } from '../notifications/bell.js';
import { queueQuery, viewsQuery, viewTicketsQuery } from './queries.js';
import { queueOf } from './queues.js';
import styles from './queue-screen.module.css';
import { keepRows, rowsOf, takeRows } from './list/stable-rows.js';
import { TicketGrid } from './list/ticket-grid.js';

const BulkBar = lazy(async () => ({ default: (await import('./bulk/bulk-bar.js')).BulkBar }));

/** A queue that every moderator has. */
export function QueueScreen() {
  const say = useSay();
  const queue = useRouteParam('queue');
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
  const view = useRouteParam('view');
  const { data } = useQuery(viewsQuery);
  const name = data?.find(({ id }) => id === view)?.name ?? say('queue.view');
  return <TicketList key={view} title={name} query={viewTicketsQuery(view)} />;
}

type ListQuery = ReturnType<typeof queueQuery>;
type Pages = readonly Schemas['TicketList'][];

function TicketList({ title, query }: { readonly title: string; readonly query: ListQuery }) {
  const say = useSay();
  const list = useInfiniteQuery(query);
  const pages = list.data?.pages;
  const total = pages?.[0]?.total;
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
      {list.isError && pages === undefined ? (
        <LoadError error={list.error} onRetry={() => void list.refetch()} />
      ) : pages === undefined ? (
        <Skeleton rows={12} label={say('app.loading')} />
      ) : (
        <Rows
          title={title}
          pages={pages}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
    </>
  );
}

/** Live changes happen in place. New tickets wait behind a button, so that no row moves under the pointer. */
function Rows({
  title,
  pages,
  onEnd,
}: {
  readonly title: string;
  readonly pages: Pages;
  readonly onEnd: () => void;
}) {
  const say = useSay();
  const [shown, setShown] = useState(() => takeRows(pages));
  const [lastPages, setLastPages] = useState(pages);
  if (pages !== lastPages) {
    setLastPages(pages);
    setShown(keepRows(shown, pages));
  }
  const { rows, newCount } = rowsOf(shown, pages);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  // The same function each time, so that rows are not rendered again.
  const toggle = useCallback(
    (id: string) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const showNew = () => setShown(takeRows(pages));
  useActions([{ id: 'queue.show-new', name: 'queue.show-new', keys: '.', icon: 'up', perform: showNew }]);
  return (
    <>
      <p className={styles['news']} role="status">
        {newCount === 0 ? null : (
          <button type="button" onClick={showNew}>
            <Icon name="up" />
            {say('queue.new', { count: newCount })}
          </button>
        )}
      </p>
      {rows.length === 0 ? (
        <Blank icon="circlecheck" title={say('queue.empty')}>
          {say('queue.empty.hint')}
        </Blank>
      ) : (
        <TicketGrid
          label={title}
          rows={rows}
          total={pages[0]?.total ?? rows.length}
          selected={selected}
          onToggle={toggle}
          onEnd={onEnd}
        />
      )}
      {selected.size === 0 ? null : (
        <Suspense>
          <BulkBar ids={[...selected]} onDone={() => setSelected(new Set())} />
        </Suspense>
      )}
    </>
  );
}
