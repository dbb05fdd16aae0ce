import type { Actor } from '../../domain/access/actor.js';
import { authorize, canReadInternal } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { isUnread, readMarkId, type ReadableTicket } from '../../domain/presence/read-mark.js';
import { addDays } from '../../domain/time.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import type { View } from '../../ports/tickets/views.js';
import { asReadBy } from '../tickets/list-tickets.js';
import { readTicket } from '../tickets/read-ticket.js';

/** Days that a mark is stored. Older tickets count as unread if the other side has the last word. */
const MARK_KEPT_DAYS = 400;
/** Tickets of a view that are looked at for its unread count: those that changed last. */
export const COUNTED_IN_VIEW = 100;

/**
 * Marks the ticket as read by the actor, up to an event or up to now.
 * @throws DomainError `not_found` also for an event of another ticket, or one that the actor may not see
 */
export async function markRead(
  deps: Pick<AppDeps, 'tickets' | 'readMarks' | 'liveHistory' | 'clock'>,
  actor: Actor,
  reference: string,
  seenEventId?: string,
): Promise<void> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'ticket.mark_read', ticket);
  const readAt =
    seenEventId === undefined ? deps.clock.now() : await timeOf(deps, actor, ticket, seenEventId);
  const owner = { personId: actor.id, ticketId: ticket.id };
  await deps.readMarks.put({
    id: readMarkId(actor.id, ticket.id),
    ...owner,
    readAt,
    expiresAt: addDays(deps.clock.now(), MARK_KEPT_DAYS),
  });
}

/** Forgets what the actor has read, so that the ticket is unread again. @throws DomainError `not_found` */
export async function markUnread(
  deps: Pick<AppDeps, 'tickets' | 'readMarks'>,
  actor: Actor,
  reference: string,
): Promise<void> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'ticket.mark_read', ticket);
  await deps.readMarks.remove(actor.id, ticket.id);
}

async function timeOf(
  { liveHistory }: Pick<AppDeps, 'liveHistory'>,
  actor: Actor,
  ticket: Ticket,
  eventId: string,
): Promise<Date> {
  const event = await liveHistory.find(eventId);
  const isThere = event !== null && !('kind' in event) && event.ticketId === ticket.id;
  if (isThere && (!event.isInternal || canReadInternal(actor, ticket))) return event.at;
  throw new DomainError('not_found', `${ticket.number} has no event ${eventId}.`);
}

/** Returns the ids of those tickets that the reader has not read. One query. */
export async function unreadAmong(
  { readMarks }: Pick<AppDeps, 'readMarks'>,
  reader: Actor,
  tickets: readonly ReadableTicket[],
): Promise<ReadonlySet<string>> {
  const candidates = tickets.filter((ticket) => isUnread(ticket, reader, null));
  const ids = candidates.map(({ id }) => id);
  const marks = ids.length === 0 ? new Map<string, Date>() : await readMarks.of(reader.id, ids);
  return new Set(
    candidates.filter((ticket) => isUnread(ticket, reader, marks.get(ticket.id) ?? null)).map(({ id }) => id),
  );
}

/**
 * Returns the number of unread tickets among the {@link COUNTED_IN_VIEW} of each view that changed last, by view.
 * One query a view, and one for all marks.
 */
export async function unreadInViews(
  deps: Pick<AppDeps, 'readMarks' | 'customFields' | 'teams'>,
  reader: Actor,
  views: readonly View[],
): Promise<ReadonlyMap<string, number>> {
  const lists = await Promise.all(
    views.map(async ({ id, filter }) => {
      const theirs = await asReadBy(deps, reader, filter);
      return { id, tickets: await deps.readMarks.lastChanged(theirs, COUNTED_IN_VIEW) };
    }),
  );
  const unread = await unreadAmong(
    deps,
    reader,
    lists.flatMap(({ tickets }) => tickets),
  );
  return new Map(lists.map(({ id, tickets }) => [id, tickets.filter((each) => unread.has(each.id)).length]));
}
