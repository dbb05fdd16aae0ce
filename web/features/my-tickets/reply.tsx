import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { useNow } from '../../ui/moment.js';
import { CancelTicket } from './cancel-ticket.js';
import type { DraftState } from '../drafts/draft-keeper.js';
import { OtherTexts } from '../drafts/other-texts.js';
import { useDraft } from '../drafts/use-draft.js';
import { AttachButtons, useFileTarget } from '../files/attach.js';
import fileStyles from '../files/files.module.css';
import { UploadList } from '../files/upload-list.js';
import { fileIds, mustWait } from '../files/uploads.js';
import { useUploads } from '../files/use-uploads.js';
import styles from './reply.module.css';
import { sendComment } from './send-comment.js';
import { choicesOf } from './standing.js';

const MAX_LENGTH = 20_000;

/** Writes to the people who help. What is written is kept here and on the server until it is sent. */
export function Reply({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const id = useId();
  const queries = useQueryClient();
  const { draft, keeper } = useDraft(ticket.number);
  const { uploads, files } = useUploads(ticket.number);
  const target = useFileTarget(uploads);
  const [fault, setFault] = useState<'my-ticket.nothing' | 'files.wait' | null>(null);
  const to = ticket.assignee?.name;
  const send = () => {
    const text = draft.text.trim();
    const found = text === '' ? 'my-ticket.nothing' : mustWait(files) ? 'files.wait' : null;
    setFault(found);
    if (found !== null) return;
    // First into the outbox, which keeps it, then out of the draft.
    const comment = { body: text, file_ids: fileIds(files) };
    const sent = sendComment(queries, ticket.number, comment, say('my-ticket.reply'));
    void sent.then(() => keeper.removeSent());
    keeper.markSent();
    uploads.take();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <form
      className={classes(styles['composer'], target.isOver && fileStyles['drop'])}
      {...target.handlers}
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
        aria-invalid={fault === 'my-ticket.nothing' || undefined}
        aria-describedby={`${id}-state`}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setFault(null);
          keeper.write(target.value);
        }}
      />
      <div className={styles['files']}>
        <UploadList uploads={uploads} files={files} />
      </div>
      <div className={styles['foot']}>
        <AttachButtons target={target} />
        <p id={`${id}-state`} className={styles['state']} role="status">
          {fault === null ? <DraftPlace draft={draft} /> : say(fault)}
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
