import type { Actor } from '../access/actor.js';
import { canReadInternal } from '../access/permissions.js';
import type { Ticket } from '../tickets/ticket.js';

/** The fields of a ticket that decide whether it is read. */
export type ReadableTicket = Pick<
  Ticket,
  'id' | 'requester' | 'organisationId' | 'participants' | 'lastWord' | 'createdAt'
>;

/** The time up to which a person has read a ticket. */
export interface ReadMark {
  /** `<person>.<ticket>`. */
  readonly id: string;
  readonly personId: string;
  readonly ticketId: string;
  readonly readAt: Date;
  readonly expiresAt: Date;
}

export function readMarkId(personId: string, ticketId: string): string {
  return `${personId}.${ticketId}`;
}

/**
 * Returns true if the other side has the last word and the reader has not read it.
 * The other side of staff is the requester, with the new ticket itself. Work on a ticket that is over is done.
 * @param readAt null if the reader never marked the ticket as read
 */
export function isUnread(ticket: ReadableTicket, reader: Actor, readAt: Date | null): boolean {
  const ofStaff = canReadInternal(reader, ticket) && ticket.requester.id !== reader.id;
  const { by, at } = ticket.lastWord ?? { by: 'requester' as const, at: ticket.createdAt };
  return by === (ofStaff ? 'requester' : 'staff') && (readAt === null || at > readAt);
}
