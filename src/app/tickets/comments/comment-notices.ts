import { activeParticipants, participantIn } from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import { isMergedHere } from '../../../domain/ticket-links.js';
import type { EventDetails } from '../../../domain/event-details.js';
import type { Notice } from '../../../domain/mail/delivery.js';
import { holdsTickets } from '../../../domain/access/permissions.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { managers } from '../assignment/auto-assign-ticket.js';
import type { AppDeps } from '../../deps.js';

/**
 * Returns the recipients of a comment, never its author.
 * The requester's comments go to the assignee, or to the managers if it is resolved and unassigned. Comments of
 * people in copy go to both. Answers of staff go to the requester, to everybody in copy, and to the requesters of
 * merged tickets. Those see the number of their own ticket and learn nothing else.
 */
export async function commentNotices(
  deps: Pick<AppDeps, 'tickets' | 'users'>,
  actor: Actor,
  ticket: Ticket,
  { id, isInternal }: { readonly id: string; readonly isInternal: boolean },
): Promise<readonly Notice[]> {
  if (isInternal) return [];
  const details = { comment_id: id };
  const { requester } = ticket;
  if (actor.id === requester.id) return toStaff(deps, actor, ticket, details);
  const merged = await mergedTickets(deps, ticket);
  const followers = merged.filter((own) => own.requester.id !== actor.id);
  const isInCopy = [ticket, ...merged].some((each) => participantIn(each, actor.id) !== undefined);
  return [
    ...(isInCopy ? await toStaff(deps, actor, ticket, details) : []),
    { kind: 'reply', recipients: [requester], details },
    ...followers.map((own): Notice => ({
      kind: 'reply',
      recipients: [own.requester],
      details: { ...details, own_ticket: own.id },
    })),
    ...(isInCopy ? [] : toParticipants(ticket, merged, details)),
  ];
}

async function toStaff(
  deps: Pick<AppDeps, 'users'>,
  actor: Actor,
  ticket: Ticket,
  details: EventDetails,
): Promise<readonly Notice[]> {
  const assignee = ticket.assignment?.assignee;
  const recipients = (await isLeftAlone(deps, ticket))
    ? await managers(deps)
    : assignee === undefined || assignee.id === actor.id
      ? []
      : [assignee];
  return recipients.length === 0 ? [] : [{ kind: 'comment', recipients, details }];
}

/** People in copy get answers of staff, each once, under the number of their own ticket. */
function toParticipants(ticket: Ticket, merged: readonly Ticket[], details: EventDetails): readonly Notice[] {
  const told = new Set<string>();
  return [ticket, ...merged].flatMap((own): readonly Notice[] => {
    const recipients = activeParticipants(own).filter(({ address }) => !told.has(address));
    for (const { address } of recipients) told.add(address);
    if (recipients.length === 0) return [];
    const where = own.id === ticket.id ? {} : { own_ticket: own.id };
    return [{ kind: 'reply', recipients, details: { ...details, ...where } }];
  });
}

/** A resolved ticket without an assignee: assignment skips it, and a closed account reads no mail. */
async function isLeftAlone(
  { users }: Pick<AppDeps, 'users'>,
  { status, assignment }: Ticket,
): Promise<boolean> {
  if (status !== 'resolved') return false;
  const assignee = assignment === null ? null : await users.find(assignment.assignee.id);
  return assignee === null || !holdsTickets(assignee);
}

/** The tickets of other requesters that were merged into this one, in that order. */
export async function mergedTickets(
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
