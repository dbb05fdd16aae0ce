import { useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useAttempt } from '../../../app/use-attempt.js';

/** Changes fields of a ticket for the version that was on the screen. */
export function useEdit({ number, version }: Schemas['Ticket']) {
  const queries = useQueryClient();
  const { attempt, problem, isPending } = useAttempt();
  const edit = async (body: Schemas['TicketEdit']): Promise<boolean> => {
    const params = { path: { ticket: number }, header: { 'If-Match': `"${version}"` } };
    const isDone = await attempt(async () => {
      const ticket = await answerOf(api.PATCH('/api/v1/tickets/{ticket}', { params, body }));
      queries.setQueryData(queryKeys.ticketHead(number), ticket);
    });
    // Also after a refusal: another person may have been faster.
    await queries.invalidateQueries({ queryKey: queryKeys.ticket(number) });
    return isDone;
  };
  return { edit, problem, isPending };
}
