import { otherRecipientAddress, type Delivery } from '../../domain/mail/delivery.js';
import { TICKET_MAILS_TO_STAFF } from '../../domain/accounts/mail-kinds.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { User } from '../../domain/accounts/user.js';

/**
 * Returns the person at the recipient address of the mail:
 * a former or new address, or the one that a requester wants answers at. A mark on their own address does not apply to
 * another.
 * @param ticket the one that the delivery is about, for its reader; null if there is none
 */
export function addressedTo(delivery: Delivery, person: User, ticket: Ticket | null): User {
  const other = otherRecipientAddress(delivery);
  if (other !== null) return { ...person, email: other, mailProblem: null };
  if (isForStaff(delivery) || ticket?.answerTo === undefined || ticket.requester.id !== person.id)
    return person;
  const { name, address } = ticket.answerTo;
  return { ...person, email: address, name: name === '' ? address : name, mailProblem: null };
}

function isForStaff({ kind }: Delivery): boolean {
  return TICKET_MAILS_TO_STAFF.some((known) => known === kind);
}
