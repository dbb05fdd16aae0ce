import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { useNow } from '../../ui/moment.js';
import { CancelTicket } from './cancel-ticket.js';
import type { DraftState } from './draft-keeper.js';
import { OtherTexts } from './other-texts.js';
import styles from './reply.module.css';
import { sendComment } from './send-comment.js';
import { choicesOf } from './standing.js';
import { useDraft } from './use-draft.js';

const MAX_LENGTH = 20_000;

/** Writes to the people who help. What is written is kept here and on the server until it is sent. */
export function Reply({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const id = useId();
  const queries = useQueryClient();
  const { draft, keeper } = useDraft(ticket.number);
  const [isMissing, setMissing] = useState(false);
  const to = ticket.assignee?.name;
  const send = () => {
    const text = draft.text.trim();
    setMissing(text === '');
    if (text === '') return;
    // First into the outbox, which keeps it, then out of the draft.
    const sent = sendComment(queries, ticket.number, text, say('my-ticket.reply'));
    void sent.then(() => keeper.removeSent());
    keeper.markSent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <form
      className={styles['composer']}
      aria-label={to === undefined ? say('my-ticket.write') : say('my-ticket.write.to', { name: to })}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <OtherTexts draft={draft} keeper={keeper} />
      <label className={styles['to']} htmlFor={id}>
        {to === undefined ? say('my-ticket.write') : say('my-ticket.write.to', { name: to })}
      </label>
      <textarea
        id={id}
        rows={3}
        dir="auto"
        maxLength={MAX_LENGTH}
        value={draft.text}
        aria-invalid={isMissing || undefined}
        aria-describedby={`${id}-state`}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setMissing(false);
          keeper.write(target.value);
        }}
      />
      <div className={styles['foot']}>
        <p id={`${id}-state`} className={styles['state']} role="status">
          {isMissing ? say('my-ticket.nothing') : <DraftPlace draft={draft} />}
        </p>
        {choicesOf(ticket.status).canCancel ? <CancelTicket number={ticket.number} /> : null}
        <Button kind="primary" type="submit" icon="send">
          {say('my-ticket.send')}
        </Button>
      </div>
    </form>
  );
}

/** Where the text is kept now. */
function DraftPlace({ draft: { place, savedAt } }: { readonly draft: DraftState }) {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  if (place === 'nowhere') return null;
  if (place === 'device' || savedAt === null) return say('my-ticket.draft.device');
  return say('my-ticket.draft.saved', { time: format.moment(new Date(savedAt), now) });
}
