import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey } from '../../../app/api.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { Button } from '../../../ui/button.js';
import { Select, TextArea } from '../../../ui/field.js';
import styles from '../moves/moves.module.css';
import { countIn, isLongEnough, MAX_TEXT_LENGTH, type Redactable } from './redaction-state.js';
import { useRedactionSay } from './texts/texts.js';

const A_TEXT = '';

/** What is to be redacted, and what that removes where. */
export function RedactionQuestion({
  message,
  selected,
  onStarted,
  onClose,
}: {
  readonly message: Redactable;
  readonly selected: string;
  readonly onStarted: (redaction: Schemas['Redaction']) => void;
  readonly onClose: () => void;
}) {
  const t = useRedactionSay();
  const { attempt, problem, isPending } = useAttempt();
  const [file, setFile] = useState(A_TEXT);
  const [text, setText] = useState(selected);
  const [isTooShort, setTooShort] = useState(false);
  // The same for a repeat of the same redaction after a lost answer.
  const [key, setKey] = useState(newIdempotencyKey);
  const edit = (change: () => void) => {
    change();
    setTooShort(false);
    setKey(newIdempotencyKey());
  };
  const isText = file === A_TEXT;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTooShort(isText && !isLongEnough(text));
    if (isText && !isLongEnough(text)) return;
    void attempt(async () => {
      const { redaction } = await answerOf(redact(message, isText ? { text } : { file_id: file }, key));
      onStarted(redaction);
    });
  };
  const { files, text: whole } = message;
  return (
    <form className={styles['form']} onSubmit={submit}>
      {files.length === 0 ? null : (
        <Select
          label={t('redact.what')}
          value={file}
          options={[
            { value: A_TEXT, label: t('redact.a-text') },
            ...files.map(({ id, name }) => ({ value: id, label: t('redact.file', { name }) })),
          ]}
          error={isText ? undefined : (problem ?? undefined)}
          onChange={({ target }) => edit(() => setFile(target.value))}
        />
      )}
      {isText ? (
        <>
          <TextArea
            label={t('redact.text')}
            hint={t('redact.text.hint')}
            autoFocus
            dir="auto"
            rows={3}
            maxLength={MAX_TEXT_LENGTH}
            value={text}
            error={problem ?? (isTooShort ? t('redact.text.hint') : undefined)}
            onChange={({ target }) => edit(() => setText(target.value))}
          />
          <span className={styles['actions']}>
            {isLongEnough(text) ? (
              <span role="status">{t('redact.found', { count: countIn(whole, text) })}</span>
            ) : null}
            {whole.length <= MAX_TEXT_LENGTH && text !== whole ? (
              <Button isSmall onClick={() => edit(() => setText(whole))}>
                {t('redact.whole')}
              </Button>
            ) : null}
          </span>
        </>
      ) : null}
      <p>{t(isText ? 'redact.effect.text' : 'redact.effect.file')}</p>
      <p>
        <b>{t('redact.final')}</b>
      </p>
      <p className={styles['actions']}>
        <Button kind="quiet" onClick={onClose}>
          {t('redact.back')}
        </Button>
        <Button type="submit" kind="danger" isPending={isPending}>
          {t(isText ? 'redact.do-text' : 'redact.do-file')}
        </Button>
      </p>
    </form>
  );
}

function redact({ ticket, comment }: Redactable, body: Schemas['NewRedaction'], key: string) {
  const header = { 'Idempotency-Key': key };
  return comment === null
    ? api.POST('/api/v1/tickets/{ticket}/redact', { params: { path: { ticket }, header }, body })
    : api.POST('/api/v1/tickets/{ticket}/comments/{comment}/redact', {
        params: { path: { ticket, comment }, header },
        body,
      });
}
