import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { Moment } from '../../ui/moment.js';
import styles from './profile.module.css';
import { sessionsQuery } from './queries.js';
import { Outcome, Section } from './section.js';

type OwnSession = Schemas['OwnSession'];

/** Where the person is signed in. Any other session can be ended. */
export function SessionsSection() {
  const say = useSay();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string | null) =>
      answerOf(
        id === null
          ? api.DELETE('/api/v1/auth/sessions')
          : api.DELETE('/api/v1/auth/sessions/{session}', { params: { path: { session: id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const sessions = data?.sessions ?? [];
  return (
    <Section title={say('profile.sessions')} hint={say('profile.sessions.hint')}>
      {data !== undefined ? (
        <ul className={styles['sessions']}>
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isPending={end.isPending}
              onEnd={() => end.mutate(session.id)}
            />
          ))}
        </ul>
      ) : error === null ? (
        <Skeleton rows={2} label={say('app.loading')} />
      ) : (
        <LoadError error={error} onRetry={() => void refetch()} />
      )}
      {sessions.length > 1 ? (
        <span>
          <Button isPending={end.isPending} onClick={() => end.mutate(null)}>
            {say('profile.sessions.end-others')}
          </Button>
        </span>
      ) : null}
      <Outcome error={end.error} done={end.isSuccess ? say('profile.sessions.ended') : null} />
    </Section>
  );
}

function SessionRow({
  session: { device, is_current: isCurrent, last_used_at: usedAt, created_at: createdAt },
  isPending,
  onEnd,
}: {
  readonly session: OwnSession;
  readonly isPending: boolean;
  readonly onEnd: () => void;
}) {
  const say = useSay();
  const name = device ?? say('profile.sessions.unknown');
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span className={styles['muted']}>
          {isCurrent ? say('profile.sessions.current') : <Moment at={usedAt ?? createdAt} />}
        </span>
      </span>
      {isCurrent ? null : (
        <Button
          isSmall
          isPending={isPending}
          onClick={onEnd}
          aria-label={say('profile.sessions.end', { device: name })}
        >
          {say('profile.sessions.end-one')}
        </Button>
      )}
    </li>
  );
}
