import { unacceptedAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import type { AppDeps } from '../../deps.js';

/** Tickets per batch, woken in parallel, so that a slow Temporal does not hold up a step. */
const BATCH = 20;

/**
 * Re-evaluates a user's unaccepted tickets after their working hours change.
 * Returns the id to continue after, null at the end. A repeat only causes another check.
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
