import { unacceptedAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import type { AppDeps } from '../../deps.js';

/** Tickets looked at in one go, and told at the same time: a Temporal that is slow must not keep one step from its end. */
const BATCH = 20;

/**
 * Has the tickets that wait to be taken on by somebody looked at anew, since they come and go at other times than these
 * were planned by. Returns the id to go on after, null at the end; done twice, it makes for a look more.
 * @throws DomainError `unavailable` while Temporal cannot be reached.
 */
export async function replanTickets(
  deps: Pick<AppDeps, 'tickets' | 'gateway'>,
  {
    eventId,
    accountId,
    afterId,
  }: {
    readonly eventId: string;
    readonly accountId: string;
    readonly afterId: string | null;
  },
): Promise<{ readonly afterId: string | null }> {
  const ids = await deps.tickets.listIds(
    { assigneeId: accountId, status: ['open', 'in_progress'] },
    BATCH,
    afterId,
  );
  const replan = async (id: string) => {
    const ticket = await deps.tickets.find(id);
    if (ticket === null || unacceptedAssignment(ticket)?.assignee.id !== accountId) return;
    const { number: ticketNumber } = ticket;
    await deps.gateway.wake({ id: eventId, type: 'account.edited', ticketId: id, ticketNumber });
  };
  await Promise.all(ids.map(replan));
  return { afterId: ids.length === BATCH ? (ids.at(-1) ?? null) : null };
}
