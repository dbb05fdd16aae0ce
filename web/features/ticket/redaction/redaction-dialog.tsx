import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { queryKeys } from '../../../app/query-keys.js';
import { Dialog } from '../../../ui/dialog.js';
import { RedactionProgress } from './redaction-progress.js';
import { RedactionQuestion } from './redaction-question.js';
import type { Redactable } from './redaction-state.js';
import { useRedactionSay } from './texts/texts.js';

/** Asks what is redacted, then follows the redaction. */
export function RedactionDialog({
  message,
  selected,
  onClose,
}: {
  readonly message: Redactable;
  /** What the person has selected of it. */
  readonly selected: string;
  readonly onClose: () => void;
}) {
  const t = useRedactionSay();
  const queries = useQueryClient();
  const [started, setStarted] = useState<Schemas['Redaction'] | null>(null);
  const onStarted = (redaction: Schemas['Redaction']) => {
    setStarted(redaction);
    void queries.invalidateQueries({ queryKey: queryKeys.ticket(message.ticket) });
  };
  return (
    <Dialog title={t('redact.title')} onClose={onClose}>
      {started === null ? (
        <RedactionQuestion message={message} selected={selected} onStarted={onStarted} onClose={onClose} />
      ) : (
        <RedactionProgress ticket={message.ticket} started={started} onClose={onClose} />
      )}
    </Dialog>
  );
}
