import type { Ticket } from '../../domain/tickets/ticket.js';
import type { Step } from '../tickets/ticket-change.js';

/**
 * Tells the requester with the first triage that their ticket is there: accepting it costs nothing by that, and the
 * language is known. `before` is the ticket as triage finds it. One that was opened out of another is no news, and
 * of one whose receipt is held nobody is told.
 */
export function receiptNotice({ triage, requester, links, isReceiptHeld }: Ticket): Pick<Step, 'notify'> {
  const isOpenedFromAnother = links.some(
    ({ type, direction }) => direction === 'outward' && (type === 'split_from' || type === 'follow_up_of'),
  );
  if (triage.state !== 'pending' || isOpenedFromAnother || isReceiptHeld === true) return {};
  return { notify: [{ kind: 'received', recipients: [requester], details: {} }] };
}
