import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
import { TopBar } from '../../ui/top-bar.js';
import styles from './notifications.module.css';
import { notificationsQuery } from './queries.js';

/** What the person should know, newest first. */
export function NotificationsScreen() {
  const say = useSay();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(notificationsQuery);
  const readAll = useMutation({
    mutationFn: () => answerOf(api.PUT('/api/v1/notifications/read', { body: {} })),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.notifications }),
  });
  useEffect(() => {
    document.title = `${say('notifications.title')} · Holdfast`;
  }, [say]);
  return (
    <>
      <TopBar
        title={say('notifications.title')}
        end={
          (data?.unread_count ?? 0) === 0 ? null : (
            <Button isSmall isPending={readAll.isPending} onClick={() => readAll.mutate()}>
              {say('notifications.read-all')}
            </Button>
          )
        }
      />
      {data === undefined ? (
        error === null ? (
          <Skeleton rows={6} label={say('app.loading')} />
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )
      ) : data.notifications.length === 0 ? (
        <Blank icon="bell" title={say('notifications.empty')} />
      ) : (
        <ul className={styles['list']}>
          {data.notifications.map(({ id, kind, ticket, at, read_at }) => (
            <li key={id} className={styles['item']}>
              {read_at === null ? <Unread label={say('queue.unread')} /> : <span />}
              <Link to="/tickets/$number" params={{ number: ticket.number }}>
                <b>{say(`notifications.kind.${kind}`)}</b> <span dir="auto">{ticket.title}</span>
              </Link>
              <Moment at={at} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
