import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { theOutbox, useOutboxItems } from '../../app/browser-outbox.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useMe } from '../../app/me.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { commentsQuery } from '../ticket-parts/queries.js';
import { Bubble } from './bubble.js';
import styles from './messages.module.css';
import { commentPath } from './send-comment.js';

/** As many pages are read at once, so that the newest answer is there. A ticket with more has a button. */
const PAGES_AT_ONCE = 5;

/** What was said on a ticket, oldest first, then what still waits to be sent. */
export function Messages({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const me = useMe();
  const comments = useInfiniteQuery(commentsQuery(ticket.number));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = comments;
  const pages = comments.data?.pages ?? [];
  const readsOn = hasNextPage && !isFetchingNextPage && pages.length < PAGES_AT_ONCE;
  useEffect(() => {
    if (readsOn) void fetchNextPage();
  }, [readsOn, fetchNextPage]);
  return (
    <section className={styles['messages']} aria-label={say('ticket.conversation')}>
      <Bubble
        author={ticket.requester}
        isMine={ticket.requester.id === me.id}
        at={ticket.created_at}
        text={ticket.description}
        ticket={ticket.number}
        files={filesOfDescription(ticket, pages)}
      />
      {comments.isError && pages.length === 0 ? (
        <LoadError error={comments.error} onRetry={() => void comments.refetch()} />
      ) : comments.isPending ? (
        <Skeleton rows={2} label={say('app.loading')} />
      ) : (
        pages
          .flatMap((page) => page.comments)
          .map((comment) => (
            <Bubble
              key={comment.id}
              author={comment.author}
              isMine={comment.author.id === me.id}
              at={comment.created_at}
              text={comment.deleted_at === null ? comment.body : say('ticket.comment-deleted')}
              ticket={ticket.number}
              files={comment.files}
              isEdited={comment.edited_at !== null}
            />
          ))
      )}
      {hasNextPage && pages.length >= PAGES_AT_ONCE ? (
        <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('ticket.more-comments')}
        </Button>
      ) : null}
      <UnsentMessages number={ticket.number} />
    </section>
  );
}

/** The ticket lists the files of its comments too. Each file is shown once, where it was said. */
function filesOfDescription(
  ticket: Schemas['Ticket'],
  pages: readonly Schemas['CommentList'][],
): readonly Schemas['Attachment'][] {
  const said = new Set(
    pages.flatMap((page) => page.comments.flatMap((each) => each.files.map(({ id }) => id))),
  );
  return ticket.attachments.filter(({ id }) => !said.has(id));
}

/** What was written and has not reached the server. It can be taken back. */
function UnsentMessages({ number }: { readonly number: string }) {
  const say = useSay();
  const me = useMe();
  const items = useOutboxItems().filter(({ path }) => path === commentPath(number));
  return items.map(({ key, body, createdAt, state, refusal }) => (
    <Bubble
      key={key}
      author={me}
      isMine
      at={createdAt}
      text={textOf(body)}
      ticket={number}
      note={
        state === 'refused' ? say('my-ticket.refused', { reason: refusal ?? '' }) : say('my-ticket.unsent')
      }
    >
      <span className={styles['buttons']}>
        {state === 'refused' ? (
          <Button isSmall onClick={() => theOutbox().retry(key)}>
            {say('app.retry')}
          </Button>
        ) : null}
        <Button isSmall kind="quiet" onClick={() => theOutbox().discard(key)}>
          {say('my-ticket.take-back')}
        </Button>
      </span>
    </Bubble>
  ));
}

function textOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : '';
}
