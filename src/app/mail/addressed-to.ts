import { formerAddress, ticketIdFor, type Delivery } from '../../domain/mail/delivery.js';
import { TICKET_MAILS_TO_STAFF } from '../../domain/accounts/mail-kinds.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';

/**
 * The person at the address that the mail is for: the one that an account had before, or the one that a ticket's requester
 * wants answers at. What is known of their own address says nothing of another.
 */
export async function addressedTo(
  { tickets }: Pick<AppDeps, 'tickets'>,
  delivery: Delivery,
  person: User,
): Promise<User> {
  const former = formerAddress(delivery);
  if (former !== null) return { ...person, email: former };
  const ticketId = isForStaff(delivery) ? null : ticketIdFor(delivery);
  const ticket = ticketId === null ? null : await tickets.find(ticketId);
  if (ticket?.answerTo === undefined || ticket.requester.id !== person.id) return person;
  const { name, address } = ticket.answerTo;
  return { ...person, email: address, name: name === '' ? address : name, mailProblem: null };
}

function isForStaff({ kind }: Delivery): boolean {
  return TICKET_MAILS_TO_STAFF.some((known) => known === kind);
}
