import type { Actor } from '../../../domain/access/actor.js';
import type { LinkType, TicketLink } from '../../../domain/ticket-links.js';
import { DomainError } from '../../../domain/errors.js';
import { connectTickets, withoutLink } from '../../../domain/tickets/linking.js';
import { authorize, can } from '../../../domain/access/permissions.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import type { Step } from '../ticket-change.js';

/**
 * Links two tickets, in one change of both. Repeated with the same id it changes nothing.
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` (no such other ticket), `duplicate` (linked like this
 *   already), `illegal_transition` (too many links).
 */
export async function linkTickets(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  { type, other }: { readonly type: LinkType; readonly other: string },
  id: string,
): Promise<TicketLink> {
  const ticket = await changeTicket(deps, { reference, actor, origin: 'api' }, async (from) => {
    authorize(actor, 'ticket.link', from);
    if (linkOf(from, id) !== undefined) return null;
    const to = await otherTicket(deps, actor, from, { reference: other, path: 'ticket' });
    const [after, otherAfter] = connectTickets(from, to, type, id);
    const decision = linkStep(after, id, 'ticket.linked');
    return { ...decision, others: [{ before: to, decision: linkStep(otherAfter, id, 'ticket.linked') }] };
  });
  return requireLink(ticket, id);
}

/**
 * Removes a link from both of its tickets.
 * @throws DomainError `not_found` for the ticket and for the link, `forbidden`, `illegal_transition` for links of a
 *   merge.
 */
export async function unlinkTickets(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  linkId: string,
): Promise<void> {
  await changeTicket(deps, { reference, actor, origin: 'api' }, async (ticket) => {
    authorize(actor, 'ticket.link', ticket);
    const link = requireLink(ticket, linkId);
    if (link.type === 'merged_into') {
      throw new DomainError('illegal_transition', 'A merge cannot be undone.');
    }
    const other = await deps.tickets.find(link.ticket.id);
    const isThere = other !== null && linkOf(other, linkId) !== undefined;
    return {
      ...unlinkStep(ticket, linkId),
      others: isThere ? [{ before: other, decision: unlinkStep(other, linkId) }] : [],
    };
  });
}

/**
 * Returns the other ticket that a request names.
 * @throws DomainError `invalid_input`
 */
export async function otherTicket(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  ticket: Ticket,
  { reference, path }: { readonly reference: string; readonly path: string },
): Promise<Ticket> {
  const other = await deps.tickets.find(reference);
  if (other !== null && other.id !== ticket.id && can(actor, 'ticket.read', other)) return other;
  throw new DomainError('invalid_input', 'The other ticket does not exist.', {
    faults: [{ path, message: 'is not the id or number of another ticket' }],
  });
}

/** The step of one side, `after` having the link. */
export function linkStep(after: Ticket, linkId: string, type: Step['type']): Step {
  return { after, type, ...describeLink(after, requireLink(after, linkId)) };
}

/** The step of one side that loses the link. */
export function unlinkStep(before: Ticket, linkId: string): Step {
  const after = withoutLink(before, linkId);
  return { after, type: 'ticket.unlinked', ...describeLink(after, requireLink(before, linkId)) };
}

/** The activity log shows a link to the requester only if the other ticket is theirs as well. */
function describeLink({ requester }: Ticket, { id, type, direction, ticket }: TicketLink) {
  return {
    isInternal: ticket.requester.id !== requester.id,
    details: { link: { id, type, direction, ticket: ticket.number } },
  };
}

function linkOf({ links }: Ticket, id: string): TicketLink | undefined {
  return links.find((link) => link.id === id);
}

function requireLink(ticket: Ticket, id: string): TicketLink {
  const link = linkOf(ticket, id);
  if (link === undefined) throw new DomainError('not_found', `${ticket.number} has no link ${id}.`);
  return link;
}
