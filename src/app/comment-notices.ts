import type { Notice } from '../domain/delivery.js';
import { isMergedHere } from '../domain/links.js';
import { holdsTickets } from '../domain/permissions.js';
import type { Ticket } from '../domain/ticket.js';
import type { Actor } from '../domain/user.js';
import { managers } from './auto-assign-ticket.js';
import type { AppDeps } from './deps.js';

/**
 * Who is mailed what was said on a ticket, never its author: what the requester says its assignee, or the managers where
 * it is resolved and nobody has it, what others say the requester, and the requesters of tickets that were merged into it. Those read it under the number of their own ticket
 * and learn nothing else of this one.
 */
export async function commentNotices(
  deps: Pick<AppDeps, 'tickets' | 'users'>,
  actor: Actor,
  ticket: Ticket,
  { id, isInternal }: { readonly id: string; readonly isInternal: boolean },
): Promise<readonly Notice[]> {
  if (isInternal) return [];
  const details = { comment_id: id };
  const { requester, assignment } = ticket;
  if (actor.id === requester.id) {
    const assignee = assignment?.assignee;
    const recipients = (await isLeftAlone(deps, ticket))
      ? await managers(deps)
      : assignee === undefined || assignee.id === actor.id
        ? []
        : [assignee];
    return recipients.length === 0 ? [] : [{ kind: 'comment', recipients, details }];
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

/** A resolved ticket that nobody has: assignment gives it to nobody, and who has left reads no mail about it. */
async function isLeftAlone(
  { users }: Pick<AppDeps, 'users'>,
  { status, assignment }: Ticket,
): Promise<boolean> {
  if (status !== 'resolved') return false;
  const assignee = assignment === null ? null : await users.find(assignment.assignee.id);
  return assignee === null || !holdsTickets(assignee);
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
