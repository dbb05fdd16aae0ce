import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import { Moment } from '../../ui/moment.js';
import styles from './conversation.module.css';
import { commentsQuery } from './queries.js';

const Markdown = lazy(async () => ({ default: (await import('../../ui/markdown.js')).Markdown }));

/** What was said on a ticket, oldest first: the description, then the comments. */
export function Conversation({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const comments = useInfiniteQuery(commentsQuery(ticket.number));
  return (
    <section className={styles['conversation']} aria-label={say('ticket.conversation')}>
      <Message author={ticket.requester.name} at={ticket.created_at} text={ticket.description} />
      {comments.isError ? (
        <LoadError error={comments.error} onRetry={() => void comments.refetch()} />
      ) : comments.isPending ? (
        <Skeleton rows={2} label={say('app.loading')} />
      ) : (
        comments.data.pages
          .flatMap((page) => page.comments)
          .map((comment) => (
            <Message
              key={comment.id}
              author={comment.author.name}
              at={comment.created_at}
              text={comment.deleted_at === null ? comment.body : say('ticket.comment-deleted')}
              isNote={comment.is_internal}
            />
          ))
      )}
      {comments.hasNextPage ? (
        <Button isPending={comments.isFetchingNextPage} onClick={() => void comments.fetchNextPage()}>
          {say('ticket.more-comments')}
        </Button>
      ) : null}
    </section>
  );
}

interface MessageProps {
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly isNote?: boolean;
  /** True while nobody else has it. */
  readonly isPending?: boolean;
  /** Files, and what became of it. */
  readonly children?: ReactNode;
}

/** One message. A note is on yellow, dashed paper, and says who can read it. */
export function Message({ author, at, text, isNote = false, isPending = false, children }: MessageProps) {
  const say = useSay();
  return (
    <article className={classes(styles['message'], isNote && styles['note'], isPending && styles['pending'])}>
      <Avatar name={author} isLarge isSilent />
      <div className={styles['box']}>
        <p className={styles['head']}>
          <b>{author}</b>
          {isNote ? (
            <span className={styles['label']}>
              <Icon name="lock" />
              {say('ticket.note')}
            </span>
          ) : null}
          <Moment at={at} />
        </p>
        <Suspense fallback={<p className={styles['plain']}>{text}</p>}>
          <Markdown text={text} />
        </Suspense>
        {children}
      </div>
    </article>
  );
}
