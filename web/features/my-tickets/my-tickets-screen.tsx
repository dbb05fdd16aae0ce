import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Blank, Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { ButtonLink } from '../../ui/button-link.js';
import { Field } from '../../ui/field.js';
import { useTitle } from '../../ui/use-title.js';
import { MyTicketRow } from './my-ticket-row.js';
import styles from './my-tickets.module.css';
import { myTicketsQuery, type Group } from './queries.js';

/** All tickets of a requester: what is open first, then what is done. */
export function MyTicketsScreen() {
  const say = useSay();
  const [entered, setEntered] = useState('');
  const words = useDeferredValue(entered.trim());
  const open = useInfiniteQuery(myTicketsQuery('open', words));
  const done = useInfiniteQuery(myTicketsQuery('done', words));
  useTitle(say('my-tickets.title'));
  const failed = [open, done].find((list) => list.isError && list.data === undefined);
  const isPending = open.isPending || done.isPending;
  const isEmpty = ![open, done].some((list) => (list.data?.pages[0]?.tickets.length ?? 0) > 0);
  const retry = () => void Promise.all([open.refetch(), done.refetch()]);
  return (
    <div className={styles['stack']}>
      <div className={styles['line']}>
        <h1>{say('my-tickets.title')}</h1>
        <ButtonLink to="/ask" kind="primary" icon="plus" className={styles['push'] ?? ''}>
          {say('submit.title')}
        </ButtonLink>
      </div>
      {isEmpty && words === '' && !isPending ? null : (
        <search>
          <Field
            label={say('my-tickets.search')}
            type="search"
            value={entered}
            onChange={({ target }) => setEntered(target.value)}
          />
        </search>
      )}
      {failed !== undefined ? (
        <LoadError error={failed.error} title={say('my-tickets.failed')} onRetry={retry} />
      ) : isPending ? (
        <Skeleton rows={5} label={say('app.loading')} />
      ) : isEmpty && words === '' ? (
        <Blank icon="inbox" title={say('my-tickets.empty')}>
          {say('my-tickets.empty.hint')}
        </Blank>
      ) : isEmpty ? (
        <Blank
          icon="search"
          title={say('my-tickets.no-match')}
          action={<Button onClick={() => setEntered('')}>{say('my-tickets.show-all')}</Button>}
        >
          {say('my-tickets.no-match.hint', { words })}
        </Blank>
      ) : (
        <>
          <TicketGroup group="open" list={open} />
          <TicketGroup group="done" list={done} />
        </>
      )}
    </div>
  );
}

function TicketGroup({
  group,
  list,
}: {
  readonly group: Group;
  readonly list: UseInfiniteQueryResult<InfiniteData<Schemas['TicketList']>>;
}) {
  const say = useSay();
  const tickets = list.data?.pages.flatMap((page) => page.tickets) ?? [];
  if (tickets.length === 0) return null;
  return (
    <section className={styles['group']} aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`} className={styles['small-title']}>
        {say(`my-tickets.${group}`)}
      </h2>
      <ul className={styles['list']}>
        {tickets.map((ticket) => (
          <MyTicketRow key={ticket.id} ticket={ticket} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('my-tickets.more')}
        </Button>
      ) : null}
    </section>
  );
}
