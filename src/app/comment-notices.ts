import type { Notice } from '../domain/delivery.js';
import { isMergedHere } from '../domain/links.js';
import type { Ticket } from '../domain/ticket.js';
import type { Actor } from '../domain/user.js';
import type { AppDeps } from './deps.js';

/**
 * Who is mailed what was said on a ticket, never its author: what the requester says its assignee, what others say the
 * requester, and the requesters of tickets that were merged into it. Those read it under the number of their own ticket
 * and learn nothing else of this one.
 */
export async function commentNotices(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  ticket: Ticket,
  { id, isInternal }: { readonly id: string; readonly isInternal: boolean },
): Promise<readonly Notice[]> {
  if (isInternal) return [];
  const details = { comment_id: id };
  const { requester, assignment } = ticket;
  if (actor.id === requester.id) {
    const assignee = assignment?.assignee;
    return assignee === undefined || assignee.id === actor.id
      ? []
      : [{ kind: 'comment', recipients: [assignee], details }];
  }
  const followers = (await mergedTickets(deps, ticket)).filter((own) => own.requester.id !== actor.id);
  return [
    { kind: 'reply', recipients: [requester], details },
    ...followers.map((own): Notice => ({
      kind: 'reply',
      recipients: [own.requester],
      details: { ...details, own_ticket: own.id },
    })),
  ];
}

/** Those of other requesters, in the order in which they were merged. */
async function mergedTickets(
  deps: Pick<AppDeps, 'tickets'>,
  { requester, links }: Ticket,
): Promise<readonly Ticket[]> {
  const ids = links
    .filter((link) => isMergedHere(link) && link.ticket.requester.id !== requester.id)
    .map(({ ticket }) => ticket.id);
  if (ids.length === 0) return [];
  const found = new Map((await deps.tickets.findMany(ids)).map((ticket) => [ticket.id, ticket]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
