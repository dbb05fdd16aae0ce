import { linkId, linkParts } from './mailed-links.js';

/**
 * The ticket and requester of a mailed link that asks for a person after an automatic answer.
 * A ticket gets one automatic answer, so this names it.
 */
export interface PersonLink {
  readonly ticketId: string;
  readonly requesterId: string;
}

/** The link as an id that a mailed secret can be derived from. */
export function personLinkId({ ticketId, requesterId }: PersonLink): string {
  return linkId('person', ticketId, requesterId);
}

/** Parses the id of such a link; null for any other id. */
export function personLinkOf(id: string): PersonLink | null {
  const [ticketId, requesterId] = linkParts('person', id, 2) ?? [];
  return ticketId === undefined || requesterId === undefined ? null : { ticketId, requesterId };
}
