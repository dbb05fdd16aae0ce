import { lazy, Suspense } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useOutboxItems } from '../../../app/browser-outbox.js';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { Skeleton } from '../../../ui/blank.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { useKeptPlace } from '../../../ui/use-kept-place.js';
import { Message } from '../../ticket-parts/conversation.js';
import type { Conversation } from '../../ticket-parts/use-conversation.js';
import { FileList } from '../../files/file-list.js';
import type { Redactable } from '../redaction/redaction-state.js';
import styles from './talk.module.css';

const load = () => import('./message-parts.js');
const MailStates = lazy(async () => ({ default: (await load()).MailStates }));
const TakeBack = lazy(async () => ({ default: (await load()).TakeBack }));
const MessageMenu = lazy(async () => ({ default: (await load()).MessageMenu }));

/** What was said, oldest first, then what is on its way. */
export function Talk({
  ticket,
  conversation,
  onTakenBack,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly conversation: Conversation;
  readonly onTakenBack: (text: string) => void;
}) {
  const say = useSay();
  const { comments, hasEarlier, isLoadingEarlier, isPending, error } = conversation;
  const { ref, keep } = useKeptPlace<HTMLElement>(comments[0]?.id);
  return (
    <section ref={ref} className={styles['talk']} aria-label={say('ticket.conversation')} id="talk">
      {hasEarlier ? (
        <Button
          isPending={isLoadingEarlier}
          onClick={() => {
            keep();
            conversation.showEarlier();
          }}
        >
          {say('ticket.earlier')}
        </Button>
      ) : (
        <Message
          author={ticket.requester.name}
          at={ticket.created_at}
          text={ticket.description}
          menu={<More ticket={ticket} comment={null} text={ticket.description} files={ticket.attachments} />}
        >
          <FileList ticket={ticket.number} files={ticket.attachments} at={ticket.created_at} hasAnalysis />
          <Suspense>
            <MailStates ticket={ticket.number} comment={null} />
          </Suspense>
        </Message>
      )}
      {error !== null ? (
        <LoadError error={error} onRetry={conversation.retry} />
      ) : isPending ? (
        <Skeleton rows={2} label={say('app.loading')} />
      ) : (
        comments.map((comment) => (
          <Entry key={comment.id} ticket={ticket} comment={comment} onTakenBack={onTakenBack} />
        ))
      )}
      <OnItsWay number={ticket.number} />
    </section>
  );
}

function Entry({
  ticket,
  comment,
  onTakenBack,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly comment: Schemas['Comment'];
  readonly onTakenBack: (text: string) => void;
}) {
  const say = useSay();
  const me = useMe();
  const { author, send_at: sendAt } = comment;
  const isWaiting = sendAt !== undefined && comment.deleted_at === null;
  return (
    <Message
      author={author.name}
      at={comment.created_at}
      text={
        comment.deleted_at === null
          ? comment.body
          : comment.is_taken_back === true
            ? say('reply.was-taken-back')
            : say('ticket.comment-deleted')
      }
      isNote={comment.is_internal && !isWaiting && comment.deleted_at === null}
      isPending={isWaiting || comment.deleted_at !== null}
      menu={
        comment.deleted_at === null ? (
          <More ticket={ticket} comment={comment.id} text={comment.body} files={comment.files} />
        ) : null
      }
    >
      <FileList ticket={ticket.number} files={comment.files} at={comment.created_at} hasAnalysis />
      {comment.is_internal || comment.deleted_at !== null ? null : (
        <Suspense>
          <MailStates ticket={ticket.number} comment={comment.id} />
        </Suspense>
      )}
      {isWaiting ? (
        <Suspense>
          <TakeBack
            ticket={ticket}
            comment={comment.id}
            sendAt={sendAt}
            canUndo={author.id === me.id}
            onTakenBack={onTakenBack}
          />
        </Suspense>
      ) : null}
    </Message>
  );
}

function More({ ticket, ...message }: { readonly ticket: Schemas['Ticket'] } & Omit<Redactable, 'ticket'>) {
  return (
    <Suspense>
      <MessageMenu message={{ ticket: ticket.number, ...message }} />
    </Suspense>
  );
}

/** Comments that this browser has not brought to the server yet. */
function OnItsWay({ number }: { readonly number: string }) {
  const say = useSay();
  const me = useMe();
  const items = useOutboxItems().filter(
    ({ label, path, state }) => label.ticket === number && path.endsWith('/comments') && state === 'waiting',
  );
  return items.map(({ key, body, createdAt }) => {
    const { body: text, is_internal: isNote } = body as {
      readonly body: string;
      readonly is_internal: boolean;
    };
    return (
      <Message key={key} author={me.name} at={createdAt} text={text} isNote={isNote} isPending>
        <p className={styles['delivery']} role="status">
          <Icon name="clock" />
          {say('reply.on-its-way')}
        </p>
      </Message>
    );
  });
}
