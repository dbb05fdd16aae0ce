import type { Schemas } from '../../../src/client/client.js';
import { theOutbox, useOutboxItems } from '../../app/browser-outbox.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useMe } from '../../app/me.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { useKeptPlace } from '../../ui/use-kept-place.js';
import { useConversation } from '../ticket-parts/use-conversation.js';
import { Bubble } from './bubble.js';
import styles from './messages.module.css';
import { commentPath } from './send-comment.js';

/** What was said on a ticket, oldest first, then what still waits to be sent. */
export function Messages({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const me = useMe();
  const conversation = useConversation(ticket.number);
  const { comments, hasEarlier } = conversation;
  const { ref, keep } = useKeptPlace<HTMLElement>(comments[0]?.id);
  return (
    <section ref={ref} className={styles['messages']} aria-label={say('ticket.conversation')}>
      {hasEarlier ? (
        <Button
          isPending={conversation.isLoadingEarlier}
          onClick={() => {
            keep();
            conversation.showEarlier();
          }}
        >
          {say('ticket.earlier')}
        </Button>
      ) : (
        <Bubble
          author={ticket.requester}
          isMine={ticket.requester.id === me.id}
          at={ticket.created_at}
          text={ticket.description}
          ticket={ticket.number}
          files={filesOfDescription(ticket, comments)}
        />
      )}
      {conversation.error !== null ? (
        <LoadError error={conversation.error} onRetry={conversation.retry} />
      ) : conversation.isPending ? (
        <Skeleton rows={2} label={say('app.loading')} />
      ) : (
        comments.map((comment) => (
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
      <UnsentMessages number={ticket.number} />
    </section>
  );
}

/** The ticket lists the files of its comments too. Each file is shown once, where it was said. */
function filesOfDescription(
  ticket: Schemas['Ticket'],
  comments: readonly Schemas['Comment'][],
): readonly Schemas['Attachment'][] {
  const said = new Set(comments.flatMap(({ files }) => files.map(({ id }) => id)));
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
