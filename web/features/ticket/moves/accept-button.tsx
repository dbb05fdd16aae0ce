import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { theOutbox } from '../../../app/browser-outbox.js';
import { useMe } from '../../../app/me.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { useIsNarrow } from '../../../ui/use-media.js';

/** Accepts a ticket that was assigned to the person. A refusal is shown in the banner of the outbox. */
export function AcceptButton({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const isNarrow = useIsNarrow();
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const canAccept = ticket.status === 'open' && ticket.assignee?.id === me.id;
  const accept = async () => {
    setPending(true);
    await theOutbox().add({
      method: 'POST',
      path: `/api/v1/tickets/${ticket.number}/accept`,
      headers: { 'If-Match': `"${ticket.version}"` },
      body: {},
      label: { text: say('ticket.accept'), ticket: ticket.number },
    });
    setPending(false);
    await queries.invalidateQueries({ queryKey: queryKeys.ticket(ticket.number) });
  };
  useActions([
    {
      id: 'ticket.accept',
      name: 'ticket.accept',
      icon: 'check',
      visible: () => canAccept,
      perform: () => void accept(),
    },
  ]);
  if (!canAccept) return null;
  if (isNarrow) {
    return (
      <Button
        icon="check"
        aria-label={say('ticket.accept')}
        isPending={isPending}
        onClick={() => void accept()}
      />
    );
  }
  return (
    <Button isPending={isPending} onClick={() => void accept()}>
      {say('ticket.accept')}
    </Button>
  );
}
