import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { LoadError, NotFound } from '../../app/frame/screen-states.js';
import { useMe } from '../../app/me.js';
import { useRouteParam } from '../../app/route-param.js';
import { isStaff } from '../../app/session.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { Moment } from '../../ui/moment.js';
import { TopBar } from '../../ui/top-bar.js';
import { useTitle } from '../../ui/use-title.js';
import { ReplayTalk } from './replay-talk.js';
import styles from './replay.module.css';
import { ManageTexts, useManageSay } from './texts/texts.js';

const PAGE_SIZE = 100;

/** A ticket at any event of its past, as staff or its requester saw it. */
export function ReplayScreen() {
  const number = useRouteParam('number');
  if (!isStaff(useMe())) return <NotFound />;
  return (
    <ManageTexts>
      <Replay key={number} number={number} />
    </ManageTexts>
  );
}

const stateQuery = (number: string, at: string | undefined, asRequester: boolean) => ({
  queryKey: ['tickets', number, 'replay', at ?? '', asRequester],
  enabled: at !== undefined,
  placeholderData: keepPreviousData,
  // The past does not change.
  staleTime: Infinity,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    answerOf(
      api.GET('/api/v1/tickets/{ticket}', {
        params: {
          path: { ticket: number },
          query: { at: at ?? '', ...(asRequester ? { as: 'requester' as const } : {}) },
        },
        signal,
      }),
    ),
});

function Replay({ number }: { readonly number: string }) {
  const say = useSay();
  const t = useManageSay();
  const [asRequester, setAsRequester] = useState(false);
  /** Null for the newest event. */
  const [chosen, setChosen] = useState<number | null>(null);
  const params = { path: { ticket: number } };
  const list = useInfiniteQuery({
    queryKey: ['tickets', number, 'replay-events'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/tickets/{ticket}/activities', {
          params: {
            ...params,
            query: { page_size: PAGE_SIZE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    // The slider covers the whole life.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const events = list.data?.pages.flatMap((page) => page.activities) ?? [];
  const index = Math.min(chosen ?? events.length - 1, events.length - 1);
  const event = events[index];
  const now = useQuery(stateQuery(number, event?.id, asRequester));
  const before = useQuery(stateQuery(number, events[index - 1]?.id, asRequester));
  useTitle(`${t('replay')} ${number}`);
  return (
    <>
      <TopBar
        title={`${t('replay')} · ${number}`}
        beside={
          <Link to="/tickets/$number" params={{ number }}>
            {t('replay.open')}
          </Link>
        }
      />
      <div className={styles['body']}>
        {event === undefined ? (
          list.error === null ? (
            <Skeleton rows={6} label={say('app.loading')} />
          ) : (
            <LoadError error={list.error} onRetry={() => void list.refetch()} />
          )
        ) : (
          <>
            <div className={styles['scrub']}>
              <Button icon="left" isDisabled={index === 0} onClick={() => setChosen(index - 1)}>
                {t('replay.earlier')}
              </Button>
              <label className={styles['slider']}>
                {t('replay.at', { number: index + 1, total: events.length })}
                <input
                  type="range"
                  min={0}
                  max={events.length - 1}
                  value={index}
                  aria-valuetext={`${event.action}, ${event.at}`}
                  onChange={({ target }) => setChosen(Number(target.value))}
                />
              </label>
              <Button
                icon="right"
                isDisabled={index === events.length - 1}
                onClick={() => setChosen(index + 1)}
              >
                {t('replay.later')}
              </Button>
            </div>
            <label className={styles['check']}>
              <input
                type="checkbox"
                checked={asRequester}
                onChange={({ target }) => setAsRequester(target.checked)}
              />
              {t('replay.as-requester')}
            </label>
            <p role="status">
              <Moment at={event.at} /> · {event.actor.name} · <code>{event.action}</code>
            </p>
            {now.data === undefined ? (
              now.error === null ? (
                <Skeleton rows={6} label={say('app.loading')} />
              ) : (
                <LoadError error={now.error} onRetry={() => void now.refetch()} />
              )
            ) : (
              <State ticket={now.data} before={index === 0 ? undefined : before.data} />
            )}
            <ReplayTalk number={number} until={event.at} asRequester={asRequester} />
          </>
        )}
      </div>
    </>
  );
}

/** The ticket then. What this event changed has its former value beside it. */
function State({
  ticket,
  before,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly before: Schemas['Ticket'] | undefined;
}) {
  const say = useSay();
  const t = useManageSay();
  const rowsOf = (one: Schemas['Ticket']) =>
    [
      [t('replay.title'), one.title],
      [t('status'), say(`status.${one.status}`)],
      [t('priority'), say(`priority.${one.priority}`)],
      [t('category'), one.category],
      [t('team'), one.team?.name ?? '–'],
      [t('replay.assignee'), one.assignee?.name ?? '–'],
      [t('replay.tags'), one.tags.join(', ') || '–'],
    ] as const;
  const former = before === undefined ? undefined : new Map(rowsOf(before));
  return (
    <dl className={styles['facts']}>
      {rowsOf(ticket).map(([name, value]) => {
        const was = former?.get(name) ?? value;
        return (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">
              {was === value ? value : <strong>{value}</strong>}{' '}
              {was === value ? null : <s>{t('replay.was', { value: was })}</s>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
