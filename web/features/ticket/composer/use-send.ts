import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../../../../src/client/client.js';
import { serverNow } from '../../../app/api.js';
import { theOutbox } from '../../../app/browser-outbox.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useSay } from '../../../texts/use-texts.js';
import type { Mode } from '../../drafts/draft-keeper.js';
import { fileIds, type Upload } from '../../files/uploads.js';

/** How long a reply can be taken back. The server keeps it until then, whatever becomes of this tab. */
const TAKE_BACK_MS = 10_000;

export interface Refusal {
  readonly mode: Mode;
  readonly reason: string;
  /** How many newer messages there are; 0 for another reason. */
  readonly newer: number;
}

interface Sending {
  readonly number: string;
  readonly seenEventId: string | undefined;
  /** The server has it: its draft is no longer needed. */
  readonly onSent: () => void;
  /** The text comes back to where it was written, with its files. */
  readonly onRefused: (mode: Mode, text: string, files: readonly Upload[]) => void;
}

/** Sends replies and notes by the outbox, and says why one was refused. */
export function useSend({ number, seenEventId, onSent, onRefused }: Sending) {
  const say = useSay();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async (mode: Mode, text: string, files: readonly Upload[]): Promise<void> => {
    setRefusal(null);
    const isNote = mode === 'note';
    const sendAt = new Date(serverNow() + TAKE_BACK_MS).toISOString();
    const { key, outcome: decided } = theOutbox().addKeyed({
      method: 'POST',
      path: `/api/v1/tickets/${number}/comments`,
      body: {
        body: text,
        is_internal: isNote,
        ...(files.length === 0 ? {} : { file_ids: fileIds(files) }),
        ...(seenEventId === undefined ? {} : { seen_event_id: seenEventId }),
        ...(isNote ? {} : { send_at: sendAt }),
      },
      label: { text: say(isNote ? 'outbox.note' : 'outbox.reply', { number }), ticket: number },
    });
    const outcome = await decided;
    if (outcome.kind === 'done') onSent();
    if (outcome.kind === 'refused') {
      const { code, errors = [] } = outcome.problem as Problem;
      const newer = code === 'unseen_comments' ? Math.max(1, errors.length) : 0;
      setRefusal({ mode, reason: outcome.reason, newer });
      onRefused(mode, text, files);
      theOutbox().discard(key);
    }
    await queries.invalidateQueries({ queryKey: queryKeys.ticket(number) });
  };
  return { send, refusal, dismiss: () => setRefusal(null) };
}
