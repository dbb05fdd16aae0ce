import { isMergedHere, type AnyLinkType, type LinkedTicket, type TicketLink } from '../ticket-links.js';
import { DomainError } from '../errors.js';
import type { Ticket } from './ticket.js';

/** Maximum links: more are not useful, and the list is part of the ticket and must stay short. */
export const MAX_LINKS = 100;

/**
 * Both tickets with a link `from` → `to` more.
 * @throws DomainError `duplicate` when they are linked like this already, in either direction; `illegal_transition` when
 *   one of them has {@link MAX_LINKS}.
 */
export function connectTickets(
  from: Ticket,
  to: Ticket,
  type: AnyLinkType,
  id: string,
): readonly [from: Ticket, to: Ticket] {
  if (from.links.some((link) => link.type === type && link.ticket.id === to.id)) {
    throw new DomainError('duplicate', `${from.number} and ${to.number} are already linked as ${type}.`);
  }
  return [
    withLink(from, { id, type, direction: 'outward', ticket: endOf(to) }),
    withLink(to, { id, type, direction: 'inward', ticket: endOf(from) }),
  ];
}

/**
 * Returns both tickets after `from` was merged into `into`.
 * Tickets merged into `from` before are also linked to `into`, so that `into` alone is enough to find them all.
 * @throws DomainError as {@link connectTickets}.
 */
export function mergedLinks(from: Ticket, into: Ticket, id: string): readonly [from: Ticket, into: Ticket] {
  const [gone, holder] = connectTickets(from, into, 'merged_into', id);
  return [gone, from.links.filter(isMergedHere).reduce(withLink, holder)];
}

export function withoutLink(ticket: Ticket, linkId: string): Ticket {
  return { ...ticket, links: ticket.links.filter(({ id }) => id !== linkId) };
}

function withLink(ticket: Ticket, link: TicketLink): Ticket {
  if (ticket.links.length >= MAX_LINKS) {
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} already has ${MAX_LINKS} links, the maximum. Remove one first.`,
    );
  }
  return { ...ticket, links: [...ticket.links, link] };
}

function endOf({ id, number, requester }: Ticket): LinkedTicket {
  return { id, number, requester: { id: requester.id } };
}
