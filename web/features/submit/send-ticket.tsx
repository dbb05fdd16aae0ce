import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Problem } from '../../../src/client/client.js';
import { theOutbox, useOutboxItems } from '../../app/browser-outbox.js';
import { queryKeys } from '../../app/query-keys.js';
import { useSay } from '../../texts/use-texts.js';
import { Icon } from '../../ui/icon.js';
import styles from './submit.module.css';

interface Request {
  readonly path: string;
  readonly body: object;
}

/** Sends a new ticket by the outbox: it becomes one ticket, however often the connection breaks. */
export function useSendTicket(clear: () => void) {
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = ({ path, body }: Request) => {
    setSending(true);
    setProblem(null);
    const outbox = theOutbox();
    const known = new Set(outbox.current().map(({ key }) => key));
    const sent = outbox.add({ method: 'POST', path, body, label: { text: say('submit.title') } });
    const key = outbox.current().find((item) => !known.has(item.key))?.key;
    void sent.then((outcome) => {
      setSending(false);
      if (outcome.kind === 'refused') {
        // The form says why, and has the text. It must not wait in the outbox too.
        if (key !== undefined) outbox.discard(key);
        setProblem(outcome.problem as Problem);
      }
      if (outcome.kind !== 'done') return;
      clear();
      void queries.invalidateQueries({ queryKey: queryKeys.lists });
      const number = numberOf(outcome.answer);
      void navigate(
        number === undefined ? { to: '/my-tickets' } : { to: '/tickets/$number', params: { number } },
      );
    });
  };
  const faults: Readonly<Record<string, string>> = Object.fromEntries(
    (problem?.errors ?? []).map(({ path, message }) => [path, message]),
  );
  return { send, isSending, problem, faults };
}

/** The number of the ticket in the answer, or in the conversation that became one. */
function numberOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('number' in answer) return String(answer.number);
  return 'ticket' in answer ? numberOf(answer.ticket) : undefined;
}

/** Why it was not sent, or that it waits. */
export function SendFault({ problem }: { readonly problem: Problem | null }) {
  const say = useSay();
  const isWaiting = useOutboxItems().some(
    ({ path, state }) => state === 'waiting' && path.startsWith('/api/v1/tickets'),
  );
  if (problem !== null) {
    return (
      <p className={styles['fault']} role="alert">
        <Icon name="alert" />
        {say('submit.refused', { reason: problem.detail })}
      </p>
    );
  }
  return isWaiting ? (
    <p className={styles['muted']} role="status">
      {say('submit.waiting')}
    </p>
  ) : null;
}
