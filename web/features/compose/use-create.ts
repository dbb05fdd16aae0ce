import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Problem } from '../../../src/client/client.js';
import { theOutbox } from '../../app/browser-outbox.js';
import { queryKeys } from '../../app/query-keys.js';
import { confirmByToast } from '../../app/toasts.js';
import { useSay } from '../../texts/use-texts.js';
import { fileIds, type Upload } from '../files/uploads.js';
import type { AskedField } from '../submit/kept-form.js';
import { bodyOf, type NewTicket } from './new-ticket.js';

interface Creation {
  readonly form: NewTicket;
  readonly asked: readonly AskedField[];
  readonly files: readonly Upload[];
  readonly onCreated: () => void;
}

/** Opens a ticket by the outbox: it becomes one, however often the connection breaks. */
export function useCreate() {
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const create = ({ form, asked, files, onCreated }: Creation) => {
    setPending(true);
    setProblem(null);
    const { key, outcome } = theOutbox().addKeyed({
      method: 'POST',
      path: '/api/v1/tickets',
      body: bodyOf(form, asked, fileIds(files)),
      label: { text: say('compose.outbox', { title: form.title.trim() }) },
    });
    void outcome.then((decided) => {
      setPending(false);
      if (decided.kind === 'refused') {
        // The form says why, and has the text. It must not wait in the outbox too.
        theOutbox().discard(key);
        setProblem(decided.problem as Problem);
      }
      if (decided.kind !== 'done') return;
      onCreated();
      const { number } = decided.answer as { readonly number: string };
      confirmByToast(say('compose.opened', { number }));
      void queries.invalidateQueries({ queryKey: queryKeys.lists });
      void navigate({ to: '/tickets/$number', params: { number } });
    });
  };
  const faults: Readonly<Record<string, string>> = Object.fromEntries(
    (problem?.errors ?? []).map(({ path, message }) => [path, message]),
  );
  return { create, isPending, problem, faults };
}
