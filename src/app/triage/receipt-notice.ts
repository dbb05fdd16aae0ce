import type { Ticket } from '../../domain/tickets/ticket.js';
import type { Step } from '../tickets/ticket-change.js';

/**
 * Mails the requester a confirmation with the first triage.
 * Creating the ticket then costs no mail, and the language is known. `before` is the ticket before triage. A ticket
 * that was opened from another one causes no confirmation, nor does one with a held receipt.
 */
export function receiptNotice({ triage, requester, links, isReceiptHeld }: Ticket): Pick<Step, 'notify'> {
  const isOpenedFromAnother = links.some(
    ({ type, direction }) => direction === 'outward' && (type === 'split_from' || type === 'follow_up_of'),
  );
  if (triage.state !== 'pending' || isOpenedFromAnother || isReceiptHeld === true) return {};
  return { notify: [{ kind: 'received', recipients: [requester], details: {} }] };
}
