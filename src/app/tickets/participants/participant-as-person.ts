import { participantIn, type ActiveParticipant } from '../../../domain/participants.js';
import { MAIL_LANGUAGES } from '../../../domain/accounts/mail-settings.js';
import { ticketIdFor, type Delivery } from '../../../domain/mail/delivery.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';

/** Somebody in copy in the form of a person, without any right beyond the ticket. Nothing of it is kept. */
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

/** Who reads a mail about a ticket as somebody in copy; null for nobody who is in copy still. */
export async function participantAsReader(
  { tickets }: Pick<AppDeps, 'tickets'>,
  delivery: Delivery,
): Promise<User | null> {
  const ticketId = ticketIdFor(delivery);
  const ticket = ticketId === null ? null : await tickets.find(ticketId);
  const participant = ticket === null ? undefined : participantIn(ticket, delivery.recipient.id);
  return ticket === null || participant === undefined ? null : participantAsPerson(participant, ticket);
}
