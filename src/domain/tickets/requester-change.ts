import type { PersonRef } from '../access/actor.js';
import type { Ticket } from './ticket.js';

interface Takeover {
  readonly mergeId: string;
  readonly fromId: string;
  readonly to: PersonRef;
}

/** The ticket with the other person as its requester; null if it is not the ticket of `fromId`. */
export function requesterAfterMerge(ticket: Ticket, { mergeId, fromId, to }: Takeover): Ticket | null {
  if (ticket.requester.id !== fromId) return null;
  const formerRequesters = [...(ticket.formerRequesters ?? []), { mergeId, id: fromId }];
  return { ...ticket, requester: { id: to.id, name: to.name }, formerRequesters };
}

/** The ticket with the requester from before the merge; null if the merge did not move it. */
export function requesterAfterUndo(ticket: Ticket, mergeId: string, to: PersonRef): Ticket | null {
  const { formerRequesters = [], ...rest } = ticket;
  if (formerRequesters.at(-1)?.mergeId !== mergeId) return null;
  const left = formerRequesters.slice(0, -1);
  const requester = { id: to.id, name: to.name };
  return { ...rest, requester, ...(left.length === 0 ? {} : { formerRequesters: left }) };
}
