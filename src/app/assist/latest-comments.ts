import type { Comment } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

/** The latest comments of a ticket that are read: a page. */
const MAX_COMMENTS = 100;

/** Returns the latest comments of a ticket, oldest first, without deleted and unsent ones. */
export async function latestComments(
  { tickets }: Pick<AppDeps, 'tickets'>,
  ticketId: string,
  includeInternal: boolean,
): Promise<readonly Comment[]> {
  const query = { ticketIds: [ticketId], includeInternal, pageSize: MAX_COMMENTS };
  const first = await tickets.comments(query);
  const skip = first.total - MAX_COMMENTS;
  const { items } = skip <= 0 ? first : await tickets.comments({ ...query, skip });
  return items.filter(
    ({ deleted, sendAt, body }) => deleted === undefined && sendAt === undefined && body.trim() !== '',
  );
}
