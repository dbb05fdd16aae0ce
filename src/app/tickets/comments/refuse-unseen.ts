import type { Actor } from '../../../domain/access/actor.js';
import { canReadInternal } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';

/** Newer comments that a refusal names. */
const MAX_NAMED = 20;

/**
 * Refuses a comment whose author has not seen a newer one, so that nobody answers blindly.
 * Comments of the author, and notes that the author may not read, do not count.
 * @throws DomainError `unseen_comments` with the newer events; `invalid_input` for an event of another ticket
 */
export async function refuseUnseen(
  { liveHistory }: Pick<AppDeps, 'liveHistory'>,
  actor: Actor,
  ticket: Ticket,
  seenEventId: string,
): Promise<void> {
  const seen = await liveHistory.find(seenEventId);
  const isOfTicket = seen !== null && !('kind' in seen) && seen.ticketId === ticket.id;
  if (!isOfTicket || (seen.isInternal && !canReadInternal(actor, ticket))) {
    throw new DomainError('invalid_input', `${ticket.number} has no event ${seenEventId}.`, {
      faults: [{ path: 'seen_event_id', message: 'is not an event of this ticket' }],
    });
  }
  const newer = (await liveHistory.commentsAfter(ticket.id, seen.ticketVersion, MAX_NAMED)).filter(
    (event) => event.actor.id !== actor.id && (!event.isInternal || canReadInternal(actor, ticket)),
  );
  if (newer.length === 0) return;
  throw new DomainError(
    'unseen_comments',
    'There are comments that you have not seen. Read them, then send again.',
    {
      faults: newer.map(({ id, actor: { name } }) => ({
        path: 'seen_event_id',
        message: `event ${id} by ${name} is newer`,
      })),
    },
  );
}
