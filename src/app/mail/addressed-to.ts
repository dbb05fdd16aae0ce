import { formerAddress, ticketIdFor, type Delivery } from '../../domain/mail/delivery.js';
import { TICKET_MAILS_TO_STAFF } from '../../domain/accounts/mail-kinds.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';

/**
 * Returns the person at the recipient address of the mail:
 * a former address, or the one that a requester wants answers at. A mark on their own address does not apply to
 * another.
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
