import { participantIn, type ActiveParticipant } from '../../../domain/participants.js';
import { MAIL_LANGUAGES } from '../../../domain/accounts/mail-settings.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';

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

/** The person of that id who is in copy of the ticket; null where there is none, or they are in copy no longer. */
export function participantOf(ticket: Ticket, id: string): User | null {
  const participant = participantIn(ticket, id);
  return participant === undefined ? null : participantAsPerson(participant, ticket);
}
