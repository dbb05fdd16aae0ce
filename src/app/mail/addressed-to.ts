import { formerAddress, type Delivery } from '../../domain/mail/delivery.js';
import { TICKET_MAILS_TO_STAFF } from '../../domain/accounts/mail-kinds.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { User } from '../../domain/accounts/user.js';

/**
 * The person at the address that the mail is for: the one that an account had before, or the one that a ticket's requester
 * wants answers at. What is known of their own address says nothing of another.
 * @param ticket the one that the delivery is about, for its reader; null where there is none
 */
export function addressedTo(delivery: Delivery, person: User, ticket: Ticket | null): User {
  const former = formerAddress(delivery);
  if (former !== null) return { ...person, email: former };
  if (isForStaff(delivery) || ticket?.answerTo === undefined || ticket.requester.id !== person.id)
    return person;
  const { name, address } = ticket.answerTo;
  return { ...person, email: address, name: name === '' ? address : name, mailProblem: null };
}

function isForStaff({ kind }: Delivery): boolean {
  return TICKET_MAILS_TO_STAFF.some((known) => known === kind);
}
