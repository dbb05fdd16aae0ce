import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { answerOf, api } from '../../app/api.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Badge } from '../../ui/badge.js';
import { Moment } from '../../ui/moment.js';
import styles from './replay.module.css';
import { useManageSay } from './texts/texts.js';

const Markdown = lazy(async () => ({ default: (await import('../../ui/blocks/markdown.js')).Markdown }));

const PAGE_SIZE = 100;

/** The conversation up to an instant. Its texts are those of now: comments that were edited show their last text. */
export function ReplayTalk({
  number,
  until,
  asRequester,
}: {
  readonly number: string;
  readonly until: string;
  readonly asRequester: boolean;
}) {
  const say = useSay();
  const t = useManageSay();
  const { data, error, refetch } = useQuery({
    queryKey: ['tickets', number, 'replay-comments'],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/tickets/{ticket}/comments', {
            params: { path: { ticket: number }, query: { page_size: PAGE_SIZE } },
            signal,
          }),
        )
      ).comments,
  });
  if (error !== null) return <LoadError error={error} onRetry={() => void refetch()} />;
  const comments = (data ?? []).filter(
    (comment) => comment.created_at <= until && !(asRequester && comment.is_internal),
  );
  return (
    <section className={styles['talk']} aria-label={t('replay.talk', { count: comments.length })}>
      <h2>{t('replay.talk', { count: comments.length })}</h2>
      {comments.map((comment) => (
        <article key={comment.id}>
          <p>
            {comment.author.name} · <Moment at={comment.created_at} />{' '}
            {comment.is_internal ? <Badge icon="lock">{say('ticket.note')}</Badge> : null}
          </p>
          <Suspense>
            <Markdown text={comment.body} />
          </Suspense>
        </article>
      ))}
    </section>
  );
}
