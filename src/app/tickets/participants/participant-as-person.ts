import { participantIn, type ActiveParticipant } from '../../../domain/participants.js';
import { MAIL_LANGUAGES } from '../../../domain/accounts/mail-settings.js';
import { ticketIdFor, type Delivery } from '../../../domain/mail/delivery.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';

/** Returns a participant as a person without permissions beyond the ticket. It is not stored. */
export function participantAsPerson(
  { id, name, address, addedAt, mailProblem }: ActiveParticipant,
  ticket: Pick<Ticket, 'language'>,
): User {
  const language = MAIL_LANGUAGES.find((known) => known === ticket.language) ?? null;
  return {
    ...NEW_USER,
    id,
    name,
    email: address,
    language,
    mailProblem: mailProblem ?? null,
    createdAt: addedAt,
  };
}

/**
 * Returns the participant who receives a mail about a ticket; null for a person who is no longer in copy.
 */
export async function participantAsReader(
  { tickets }: Pick<AppDeps, 'tickets'>,
  delivery: Delivery,
): Promise<User | null> {
  const ticketId = ticketIdFor(delivery);
  const ticket = ticketId === null ? null : await tickets.find(ticketId);
  const participant = ticket === null ? undefined : participantIn(ticket, delivery.recipient.id);
  return ticket === null || participant === undefined ? null : participantAsPerson(participant, ticket);
}
