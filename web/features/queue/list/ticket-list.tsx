import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useSay } from '../../../texts/use-texts.js';
import { Blank, Skeleton } from '../../../ui/blank.js';
import { Button, Keys } from '../../../ui/button.js';
import { ButtonLink } from '../../../ui/button-link.js';
import { TopBar } from '../../../ui/top-bar.js';
import { useTitle } from '../../../ui/use-title.js';
import { Bell } from '../../notifications/bell.js';
import { lastList } from '../../ticket-parts/last-list.js';
import { FilterBar } from '../filter/filter-bar.js';
import { isChanged, type Facet, type ListBase } from '../filter/filters.js';
import { useListAddress } from '../filter/use-list-address.js';
import { ticketsQuery } from '../queries.js';
import { KeyHints } from './key-hints.js';
import { Rows } from './rows.js';
import styles from './ticket-grid.module.css';

const ViewDialog = lazy(async () => ({ default: (await import('../views/view-dialog.js')).ViewDialog }));

interface Props {
  readonly title: string;
  readonly base: ListBase;
  readonly fixed: readonly Facet[];
  /** The view that is shown; null for a queue. */
  readonly view: Schemas['View'] | null;
}

/** An address of a list. */
const IS_LIST = /^\/(?:queue|views)\//u;

/** A queue or a view: its filters, and its tickets. */
export function TicketList({ title, base, fixed, view }: Props) {
  const say = useSay();
  const navigate = useNavigate();
  const address = useListAddress(base);
  const query = ticketsQuery(address.list);
  const list = useInfiniteQuery(query);
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const pages = list.data?.pages;
  const first = pages?.[0];
  const shownKey = useShownKey(query.queryKey.join(' '), list.isPlaceholderData);
  useTitle(title);
  const { href } = useLocation();
  useEffect(() => {
    // While the next screen is loaded, the list is still shown, under the address of that screen.
    if (IS_LIST.test(href)) lastList.set({ ...lastList.get(), href });
  }, [href]);
  useActions([
    {
      id: 'view.save',
      name: 'view.save',
      icon: 'plus',
      visible: () => isChanged(address.params),
      perform: () => setDialog('new'),
    },
    {
      id: 'view.edit',
      name: 'view.edit',
      icon: 'gear',
      visible: () => view !== null,
      perform: () => setDialog('edit'),
    },
  ]);
  return (
    <>
      <TopBar
        title={title}
        beside={first === undefined ? null : <Total {...first} />}
        end={
          <>
            {view === null ? null : (
              <Button
                icon="gear"
                kind="quiet"
                aria-label={say('view.edit')}
                onClick={() => setDialog('edit')}
              />
            )}
            <Bell />
            <ButtonLink to="/compose" icon="plus" className={styles['compose']}>
              {say('compose.title')}
              <Keys keys={['C']} />
            </ButtonLink>
          </>
        }
      />
      <FilterBar address={address} fixed={fixed} onSave={() => setDialog('new')} />
      {list.isError && pages === undefined ? (
        <LoadError error={list.error} onRetry={() => void list.refetch()} />
      ) : pages === undefined ? (
        <Skeleton rows={12} label={say('app.loading')} />
      ) : (first?.total ?? 0) === 0 && isChanged(address.params) && !list.isPlaceholderData ? (
        <Blank
          icon="filter"
          title={say('queue.none-match')}
          action={<Button onClick={address.reset}>{say('queue.filter.reset')}</Button>}
        >
          {say('queue.none-match.hint')}
        </Blank>
      ) : (
        <Rows
          key={shownKey}
          title={title}
          pages={pages}
          hasAssignee={fixed.length === 0}
          list={address.list}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
      <KeyHints />
      {dialog === null ? null : (
        <Suspense>
          <ViewDialog
            view={dialog === 'edit' ? view : null}
            shownView={view}
            list={address.list}
            isChanged={isChanged(address.params)}
            onClose={() => setDialog(null)}
            onSaved={(id) => {
              setDialog(null);
              void navigate({ to: '/views/$view', params: { view: id }, search: {} });
            }}
            onDeleted={() => void navigate({ to: '/' })}
          />
        </Suspense>
      )}
    </>
  );
}

function Total({ total, total_capped: isCapped }: Schemas['TicketList']) {
  const say = useSay();
  return say(isCapped ? 'queue.tickets-or-more' : 'queue.tickets', { count: total });
}

/** The key of the list that is on the screen: the earlier one, until the new one is there. */
function useShownKey(key: string, isPlaceholder: boolean): string {
  const [shown, setShown] = useState(key);
  if (!isPlaceholder && shown !== key) setShown(key);
  return isPlaceholder ? shown : key;
}
