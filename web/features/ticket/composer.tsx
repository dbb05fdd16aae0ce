import { useRef } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { modKeys } from '../../app/actions/platform.js';
import { useActions } from '../../app/actions/registry.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Button, Keys } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import { useNow } from '../../ui/moment.js';
import styles from './composer.module.css';
import type { Mode } from './kept-texts.js';
import { Guard, Offer } from './composer-notices.js';
import { Suggestion } from './suggestion.js';
import { usePresence } from './use-presence.js';
import type { Draft } from './use-draft.js';
import { useSend } from './use-send.js';

interface Props {
  readonly ticket: Schemas['Ticket'];
  readonly draft: Draft;
  readonly seenEventId: string | undefined;
  readonly onShowNewer: () => void;
}

/** Writes a reply or a note. They differ in ground, edge, heading, button and key, and never share a text. */
export function Composer({ ticket, draft, seenEventId, onShowNewer }: Props) {
  const say = useSay();
  const area = useRef<HTMLTextAreaElement>(null);
  const { number, requester } = ticket;
  const { mode, text } = draft;
  const isNote = mode === 'note';
  const { send, refusal, dismiss } = useSend({
    number,
    seenEventId,
    onSent: (sent) => draft.forget(sent),
    onRefused: draft.giveBack,
  });
  const noteTyping = usePresence(number, isNote);
  const canSend = text.trim() !== '';
  const submit = () => {
    if (!canSend) return;
    void send(mode, text);
    draft.write('', mode);
    area.current?.focus();
  };
  const choose = (next: Mode) => {
    draft.setMode(next);
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
      {draft.offered === null ? null : <Offer offered={draft.offered} onTake={draft.takeOffered} />}
      <form
        className={classes(styles['composer'], isNote ? styles['note'] : styles['reply'])}
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
          <Suggestion number={number} onInsert={(words) => draft.write(joined(text, words))} />
        )}
        <textarea
          ref={area}
          rows={3}
          aria-label={label}
          placeholder={isNote ? say('reply.note-hint') : say('reply.hint', { name: requester.name })}
          dir="auto"
          value={text}
          onChange={(event) => {
            draft.write(event.target.value);
            noteTyping();
          }}
        />
        <div className={styles['foot']}>
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

function Saved({ draft: { text, isLocal, savedAt } }: { readonly draft: Draft }) {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const words =
    text === '' || (savedAt === null && !isLocal)
      ? ''
      : isLocal || savedAt === null
        ? say('reply.saving')
        : say('reply.saved', { time: format.moment(new Date(savedAt), now) });
  return <span className={styles['saved']}>{words}</span>;
}
