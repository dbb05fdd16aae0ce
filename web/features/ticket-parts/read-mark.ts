import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';

interface Pages {
  readonly pages: readonly Schemas['TicketList'][];
}

/**
 * Marks a ticket as read or unread for the person, and shows it in every list at once. The server decides: a ticket whose
 * last word is ours is never unread.
 */
export async function markTicket(queries: QueryClient, number: string, isUnread: boolean): Promise<void> {
  const params = { path: { ticket: number } };
  const show = (unread: boolean) =>
    queries.setQueriesData<Pages>({ queryKey: queryKeys.lists }, (list) =>
      list === undefined
        ? list
        : {
            ...list,
            pages: list.pages.map((page) => ({
              ...page,
              tickets: page.tickets.map((one) => (one.number === number ? { ...one, unread } : one)),
            })),
          },
    );
  show(isUnread);
  try {
    if (isUnread) await answerOf(api.DELETE('/api/v1/tickets/{ticket}/read', { params }));
    else await answerOf(api.PUT('/api/v1/tickets/{ticket}/read', { params, body: {} }));
  } catch {
    show(!isUnread);
  }
  await Promise.all([
    queries.invalidateQueries({ queryKey: queryKeys.lists }),
    queries.invalidateQueries({ queryKey: queryKeys.views }),
  ]);
}
