import type { Ticket } from '../domain/ticket.js';
import type { Actor } from '../domain/user.js';
import type { Step } from './ticket-change.js';

/** Tells the requester that somebody has resolved their ticket, and asks how satisfied they are. */
export function resolutionNotice({ status, requester }: Ticket, actor: Actor): Pick<Step, 'notify'> {
  return status === 'resolved' && actor.id !== requester.id
    ? { notify: [{ kind: 'resolved', recipients: [requester] }] }
    : {};
}
