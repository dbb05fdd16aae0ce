import { DomainError } from './errors.js';
import type { Ticket } from './ticket.js';

/** What people may say of two tickets: the first is a duplicate of, blocks, follows up or relates to the second. */
export const LINK_TYPES = ['duplicate_of', 'blocks', 'follow_up_of', 'relates_to'] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** With those that only Holdfast makes: a ticket that was merged stays linked to the one that took it in. */
export const ALL_LINK_TYPES = [...LINK_TYPES, 'merged_into'] as const;
export type AnyLinkType = (typeof ALL_LINK_TYPES)[number];

/** Outward: this ticket is, say, a duplicate of the other. Inward: the other is a duplicate of this one. */
export const LINK_DIRECTIONS = ['outward', 'inward'] as const;
export type LinkDirection = (typeof LINK_DIRECTIONS)[number];

/** The other end of a link. Whose ticket it is never changes, and says who may know of it. */
export interface LinkedTicket {
  readonly id: string;
  readonly number: string;
  readonly requester: { readonly id: string };
}

/** One link, as one of its two tickets keeps it; both keep it under the same id. */
export interface TicketLink {
  readonly id: string;
  readonly type: AnyLinkType;
  readonly direction: LinkDirection;
  readonly ticket: LinkedTicket;
}

/** More links than this help nobody; the list is part of the ticket and has to stay short. */
export const MAX_LINKS = 100;

/**
 * Both tickets with a link `from` → `to` more.
 * @throws DomainError `duplicate` when they are linked like this already, in either direction; `illegal_transition` when
 *   one of them has {@link MAX_LINKS}.
 */
export function linked(
  from: Ticket,
  to: Ticket,
  type: AnyLinkType,
  id: string,
): readonly [from: Ticket, to: Ticket] {
  if (from.links.some((link) => link.type === type && link.ticket.id === to.id)) {
    throw new DomainError('duplicate', `${from.number} and ${to.number} are linked as ${type} already.`);
  }
  return [
    withLink(from, { id, type, direction: 'outward', ticket: endOf(to) }),
    withLink(to, { id, type, direction: 'inward', ticket: endOf(from) }),
  ];
}

/**
 * Both tickets once `from` has gone into `into`. What had gone into `from` before is in `into` as well, so that one look
 * at `into` is enough to find it all.
 * @throws DomainError as {@link linked}.
 */
export function mergedLinks(from: Ticket, into: Ticket, id: string): readonly [from: Ticket, into: Ticket] {
  const [gone, holder] = linked(from, into, 'merged_into', id);
  return [gone, from.links.filter(isMergedHere).reduce(withLink, holder)];
}

/** True for the link to a ticket whose talk goes on here. */
export function isMergedHere({ type, direction }: TicketLink): boolean {
  return type === 'merged_into' && direction === 'inward';
}

export function unlinked(ticket: Ticket, linkId: string): Ticket {
  return { ...ticket, links: ticket.links.filter(({ id }) => id !== linkId) };
}

function withLink(ticket: Ticket, link: TicketLink): Ticket {
  if (ticket.links.length >= MAX_LINKS) {
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} has ${MAX_LINKS} links, more it cannot have.`,
    );
  }
  return { ...ticket, links: [...ticket.links, link] };
}

function endOf({ id, number, requester }: Ticket): LinkedTicket {
  return { id, number, requester: { id: requester.id } };
}
