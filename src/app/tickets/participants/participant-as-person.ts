import { participantIn, type ActiveParticipant } from '../../../domain/participants.js';
import { MAIL_LANGUAGES } from '../../../domain/accounts/mail-settings.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';

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

/** Returns the participant with this id as a person; null if nobody with it is in copy. */
export function participantOf(ticket: Ticket, id: string): User | null {
  const participant = participantIn(ticket, id);
  return participant === undefined ? null : participantAsPerson(participant, ticket);
}
