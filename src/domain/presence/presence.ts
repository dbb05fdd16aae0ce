import type { Actor, PersonRef, Role } from '../access/actor.js';
import { canReadInternal, isStaff } from '../access/permissions.js';
import type { Ticket } from '../tickets/ticket.js';

/** `away` ends the presence. */
export const PRESENCE_STATES = ['viewing', 'typing', 'away'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** Seconds until a presence ends if the client does not repeat it. */
export const PRESENCE_SECONDS = 30;

/** A person who looks at a ticket, or writes on it. */
export interface Presence {
  /** `<ticket>.<person>`. */
  readonly id: string;
  readonly ticketId: string;
  readonly person: PersonRef;
  readonly role: Role;
  readonly state: PresenceState;
  /** True if an internal note is written. */
  readonly isInternal: boolean;
  /** When the client last sent it. */
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

/**
 * Returns the people on a ticket that the reader may see, without the reader.
 * Requesters and people in copy see when staff write an answer. That staff look at the ticket or write notes stays with
 * staff.
 */
export function shownPresences(
  presences: readonly Presence[],
  reader: Actor,
  ticket: Ticket,
  now: Date,
): readonly Presence[] {
  const seesAll = canReadInternal(reader, ticket);
  return presences.filter(
    ({ person, role, state, isInternal, expiresAt }) =>
      person.id !== reader.id &&
      state !== 'away' &&
      expiresAt > now &&
      (seesAll || (isStaff(role) && state === 'typing' && !isInternal)),
  );
}
