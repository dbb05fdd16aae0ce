import { mergedInto } from '../../ticket-links.js';
import { DomainError } from '../../errors.js';
import { linkId, linkParts } from './mailed-links.js';
import { isFinal, type Ticket } from '../ticket.js';

/** The ticket, requester and resolution of a mailed link to reopen. */
export interface ReopenLink {
  readonly ticketId: string;
  readonly requesterId: string;
  readonly resolvedAt: Date;
}

/** The link as an id that a mailed secret can be derived from. */
export function reopenLinkId({ ticketId, requesterId, resolvedAt }: ReopenLink): string {
  return linkId('reopen', ticketId, requesterId, String(resolvedAt.getTime()));
}

/** Parses the id of such a link; null for any other id. */
export function reopenLinkOf(id: string): ReopenLink | null {
  const [ticketId, requesterId, at] = linkParts('reopen', id, 3) ?? [];
  if (ticketId === undefined || requesterId === undefined) return null;
  return { ticketId, requesterId, resolvedAt: new Date(Number(at)) };
}

/** Returns true if the ticket is open again, by the link or otherwise. */
export function isOpenAgain({ status }: Ticket): boolean {
  return status !== 'resolved' && !isFinal(status);
}

/**
 * Requires the resolution of the link.
 * A link ends with its resolution, so it works once.
 * @throws DomainError `not_found` for a link of another requester's ticket; `link_expired` once the ticket is closed,
 *   cancelled or resolved again.
 */
export function requireResolution(link: ReopenLink, ticket: Ticket): void {
  const { number, status, links, requester, resolvedAt } = ticket;
  if (requester.id !== link.requesterId) {
    throw new DomainError('not_found', 'This link does not belong to the requester of this ticket.');
  }
  if (isFinal(status)) {
    const into = mergedInto(links);
    const end = into === undefined ? `${number} is ${status}.` : `${number} was merged into another ticket.`;
    throw new DomainError('link_expired', `${end} Write to us again, and we open a new ticket.`);
  }
  if (status === 'resolved' && resolvedAt?.getTime() !== link.resolvedAt.getTime()) {
    throw new DomainError(
      'link_expired',
      `${number} was reopened and resolved again. Use the link in the latest mail about it.`,
    );
  }
}
