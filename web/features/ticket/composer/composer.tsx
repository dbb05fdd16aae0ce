import { lazy, Suspense, useRef } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { modKeys } from '../../../app/actions/platform.js';
import { useActions } from '../../../app/actions/registry.js';
import { useFormat, useSay } from '../../../texts/use-texts.js';
import { Button, Keys } from '../../../ui/button.js';
import { classes } from '../../../ui/classes.js';
import { Icon } from '../../../ui/icon.js';
import { useNow } from '../../../ui/moment.js';
import styles from './composer.module.css';
import { Guard } from './composer-notices.js';
import { usePresence } from './use-presence.js';
import type { DraftState, Mode } from '../../drafts/draft-keeper.js';
import { OtherTexts } from '../../drafts/other-texts.js';
import type { Drafts } from '../../drafts/use-draft.js';
import { AttachButtons, useFileTarget } from '../../files/attach.js';
import fileStyles from '../../files/files.module.css';
import { UploadList } from '../../files/upload-list.js';
import { mustWait } from '../../files/uploads.js';
import { useUploads } from '../../files/use-uploads.js';
import { useSend } from './use-send.js';

const Suggestion = lazy(async () => ({ default: (await import('./suggestion.js')).Suggestion }));

interface Props {
  readonly ticket: Schemas['Ticket'];
  readonly drafts: Drafts;
  readonly seenEventId: string | undefined;
  readonly onShowNewer: () => void;
  /** False on phones until the person writes: then two buttons stand for it. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** Writes a reply or a note. They differ in ground, edge, heading, button and key, and never share a text. */
export function Composer({
  ticket,
  drafts: { draft, keeper },
  seenEventId,
  onShowNewer,
  isOpen,
  onOpen,
}: Props) {
  const say = useSay();
  const area = useRef<HTMLTextAreaElement>(null);
  const { number, requester } = ticket;
  const { mode, text } = draft;
  const isNote = mode === 'note';
  // As with the texts: a file for staff must not leave with a reply.
  const allUploads = { reply: useUploads(number), note: useUploads(`${number}.note`) };
  const { uploads, files } = allUploads[mode];
  const { send, refusal, dismiss } = useSend({
    number,
    seenEventId,
    onSent: () => void keeper.removeSent(),
    onRefused: (refused, lost, lostFiles) => {
      keeper.giveBack(lost, refused);
      allUploads[refused].uploads.restore(lostFiles);
    },
  });
  const target = useFileTarget(uploads);
  const noteTyping = usePresence(number, isNote);
  const canSend = text.trim() !== '' && !mustWait(files);
  const submit = () => {
    if (!canSend) return;
    void send(mode, text, uploads.take());
    keeper.markSent();
    onOpen(false);
    area.current?.focus();
  };
  const choose = (next: Mode) => {
    keeper.setMode(next);
    onOpen(true);
    // After the field has changed its name and ground.
    requestAnimationFrame(() => area.current?.focus());
  };
  useActions([
    { id: 'ticket.reply', name: 'reply.tab', keys: 'r', icon: 'reply', perform: () => choose('reply') },
    { id: 'ticket.note', name: 'reply.note', keys: 'n', icon: 'lock', perform: () => choose('note') },
    { id: 'ticket.send', name: 'reply.send-now', keys: 'mod+Enter', icon: 'send', perform: submit },
  ]);
  const tab = (value: Mode, icon: 'reply' | 'lock', key: string) => (
    <button
      type="button"
      className={styles['mode']}
      aria-pressed={mode === value}
      onClick={() => choose(value)}
    >
      <Icon name={icon} />
      {say(value === 'note' ? 'reply.note' : 'reply.tab')}
      <Keys keys={[key]} />
    </button>
  );
  if (!isOpen && files.length === 0 && refusal === null && draft.others.length === 0) {
    return (
      <div className={styles['closed']}>
        <Button kind="primary" icon="reply" onClick={() => choose('reply')}>
          {say('reply.to-button', { name: requester.name })}
        </Button>
        <Button icon="lock" onClick={() => choose('note')}>
          {say('reply.note')}
        </Button>
      </div>
    );
  }
  const label = isNote ? say('reply.note') : say('reply.to', { name: requester.name });
  return (
    <div className={styles['wrap']}>
      {refusal !== null && refusal.mode === mode ? (
        <Guard
          refusal={refusal}
          onShow={onShowNewer}
          onAnyway={submit}
          onDismiss={dismiss}
          canSend={canSend}
        />
      ) : null}
      <OtherTexts draft={draft} keeper={keeper} />
      <form
        className={classes(
          styles['composer'],
          isNote ? styles['note'] : styles['reply'],
          target.isOver && fileStyles['drop'],
        )}
        {...target.handlers}
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={styles['head']} role="group" aria-label={say('reply.what')}>
          {tab('reply', 'reply', 'R')}
          {tab('note', 'lock', 'N')}
          {draft.hasOther ? (
            <span className={styles['other']}>{say(isNote ? 'reply.reply-kept' : 'reply.note-kept')}</span>
          ) : null}
        </div>
        <p className={styles['to']}>
          {isNote ? (
            <>
              <Icon name="eye" />
              <b>{say('reply.note-who', { name: requester.name })}</b>
            </>
          ) : (
            <b>{label}</b>
          )}
        </p>
        {isNote ? null : (
          <Suspense>
            <Suggestion number={number} onInsert={(words) => keeper.write(joined(text, words))} />
          </Suspense>
        )}
        <textarea
          ref={area}
          rows={3}
          aria-label={label}
          placeholder={isNote ? say('reply.note-hint') : say('reply.hint', { name: requester.name })}
          dir="auto"
          value={text}
          onChange={(event) => {
            keeper.write(event.target.value);
            noteTyping();
          }}
        />
        <div className={styles['files']}>
          <UploadList uploads={uploads} files={files} />
        </div>
        <div className={styles['foot']}>
          <AttachButtons target={target} />
          <Saved draft={draft} />
          <Button
            type="submit"
            kind={isNote ? 'note' : 'primary'}
            icon={isNote ? 'lock' : 'send'}
            isDisabled={!canSend}
          >
            {isNote ? say('reply.save-note') : say('reply.send', { name: requester.name })}
            <Keys keys={modKeys('mod+Enter')} />
          </Button>
        </div>
      </form>
    </div>
  );
}

function joined(text: string, words: string): string {
  return text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`;
}

function Saved({ draft: { place, savedAt } }: { readonly draft: DraftState }) {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const words =
    place === 'nowhere'
      ? ''
      : place === 'device' || savedAt === null
        ? say('reply.saving')
        : say('reply.saved', { time: format.moment(new Date(savedAt), now) });
  return <span className={styles['saved']}>{words}</span>;
}
