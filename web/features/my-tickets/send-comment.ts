import type { Schemas } from '../../../src/client/client.js';
import type { QueryClient } from '@tanstack/react-query';
import { theOutbox } from '../../app/browser-outbox.js';
import type { SendOutcome } from '../../app/outbox.js';
import { queryKeys } from '../../app/query-keys.js';

export function commentPath(number: string): string {
  return `/api/v1/tickets/${number}/comments`;
}

/** Sends a comment by the outbox: it is kept until the server has it, and arrives once. */
export async function sendComment(
  queries: QueryClient,
  number: string,
  body: Schemas['NewComment'],
  label: string,
): Promise<SendOutcome> {
  return afterwards(
    queries,
    number,
    theOutbox().add({
      method: 'POST',
      path: commentPath(number),
      body,
      label: { text: label, ticket: number },
    }),
  );
}

/** Moves a ticket along its life by the outbox. */
export async function moveTicket(
  queries: QueryClient,
  number: string,
  move: 'reopen' | 'close' | 'cancel',
  body: object,
  label: string,
): Promise<SendOutcome> {
  const path = `/api/v1/tickets/${number}/${move}`;
  return afterwards(
    queries,
    number,
    theOutbox().add({ method: 'POST', path, body, label: { text: label, ticket: number } }),
  );
}

async function afterwards(
  queries: QueryClient,
  number: string,
  sent: Promise<SendOutcome>,
): Promise<SendOutcome> {
  const outcome = await sent;
  await Promise.all([
    queries.invalidateQueries({ queryKey: queryKeys.ticket(number) }),
    queries.invalidateQueries({ queryKey: queryKeys.lists }),
  ]);
  return outcome;
}
