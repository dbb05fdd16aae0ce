import { linkId, linkParts } from './mailed-links.js';

/** By which mailed link somebody in copy leaves which ticket. Good for ever: mails are kept for years. */
export interface LeaveLink {
  readonly ticketId: string;
  readonly participantId: string;
}

/** The link as an id that a mailed secret can be derived from. */
export function leaveLinkId({ ticketId, participantId }: LeaveLink): string {
  return linkId('leave', ticketId, participantId);
}

/** The way back; null for an id of something else. */
export function leaveLinkOf(id: string): LeaveLink | null {
  const [ticketId, participantId] = linkParts('leave', id, 2) ?? [];
  return ticketId === undefined || participantId === undefined ? null : { ticketId, participantId };
}
