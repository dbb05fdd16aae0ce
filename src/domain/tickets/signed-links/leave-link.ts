import { linkId, linkParts } from './mailed-links.js';

/**
 * The ticket and participant of a mailed link to leave.
 * It never expires, because mails are kept for years.
 */
export interface LeaveLink {
  readonly ticketId: string;
  readonly participantId: string;
}

/** The link as an id that a mailed secret can be derived from. */
export function leaveLinkId({ ticketId, participantId }: LeaveLink): string {
  return linkId('leave', ticketId, participantId);
}

/** Parses the id of such a link; null for any other id. */
export function leaveLinkOf(id: string): LeaveLink | null {
  const [ticketId, participantId] = linkParts('leave', id, 2) ?? [];
  return ticketId === undefined || participantId === undefined ? null : { ticketId, participantId };
}
