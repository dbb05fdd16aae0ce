import { DomainError } from '../errors.js';
import { comingBack } from './assignment/reassignment.js';
import type { Status } from '../ticket-fields.js';
import type { Hold } from './hold.js';
import { withoutReview } from './review.js';
import { countsAsLoad, isFinal, type Ticket } from './ticket.js';

/** The life of a ticket (DESIGN §2). What is not in this table is not possible by any path. */
const TRANSITIONS: Readonly<Record<Status, readonly Status[]>> = {
  open: ['in_progress', 'waiting_on_user', 'on_hold', 'cancelled'],
  in_progress: ['waiting_on_user', 'on_hold', 'resolved', 'cancelled'],
  waiting_on_user: ['in_progress', 'resolved', 'cancelled'],
  on_hold: ['in_progress', 'resolved', 'cancelled'],
  resolved: ['in_progress', 'closed'],
  closed: [],
  cancelled: [],
};

/** In these, no work of the assignee is expected. */
const PARKED: readonly Status[] = ['waiting_on_user', 'on_hold'];

/**
 * The ticket after the move to `to`, with its time stamps set. Its SLA clock follows when the change is written.
 * @throws DomainError `illegal_transition` when the table does not allow it; `invalid_input` when a ticket is closed
 *   without a resolution code, or put on hold without a reason.
 * @param hold for `on_hold` only
 */
export function changeStatus(
  ticket: Ticket,
  to: Status,
  at: Date,
  resolutionCode: string | null,
  hold: Hold | null = null,
): Ticket {
  requireTransition(ticket, to);
  const code = resolutionCode ?? ticket.resolutionCode;
  if (to === 'closed' && code === null) {
    throw new DomainError('invalid_input', 'A resolution code is required to close a ticket.', {
      faults: [{ path: 'resolution_code', message: 'is required to close a ticket' }],
    });
  }
  if (to === 'on_hold' && hold === null) {
    throw new DomainError('invalid_input', 'A reason is required to put a ticket on hold.', {
      faults: [{ path: 'hold_reason', message: 'is required to put a ticket on hold' }],
    });
  }
  const reopened = ticket.status === 'resolved' && to === 'in_progress';
  const resumed = reopened || (PARKED.includes(ticket.status) && to === 'in_progress');
  const { hold: _, ...active } = resumed
    ? comingBack(ticket, at)
    : isFinal(to)
      ? withoutReview(ticket)
      : ticket;
  return {
    ...active,
    ...(to === 'on_hold' && hold !== null ? { hold } : {}),
    status: to,
    resolutionCode: reopened ? null : code,
    resolvedAt: to === 'resolved' ? at : reopened ? null : ticket.resolvedAt,
    waiting: to === 'waiting_on_user' ? { countsFrom: at, reminders: 0 } : null,
    closedAt: to === 'closed' || to === 'cancelled' ? at : null,
    updatedAt: at,
  };
}

/** @throws DomainError `illegal_transition` when the table does not allow it. */
export function requireTransition({ number, status }: Pick<Ticket, 'number' | 'status'>, to: Status): void {
  if (TRANSITIONS[status].includes(to)) return;
  const allowed = TRANSITIONS[status].join(', ') || 'nothing';
  throw new DomainError(
    'illegal_transition',
    `${number} is ${status}; it can change to ${allowed}, not to ${to}.`,
  );
}

/**
 * Returns the ticket at `to`, and in every status on the way.
 * Open work is started first, and a closed ticket is resolved first. Each step follows the table.
 * @throws DomainError as {@link changeStatus}.
 */
export function walkTo(
  ticket: Ticket,
  to: 'resolved' | 'closed',
  at: Date,
  resolutionCode: string | null,
): { readonly through: readonly Ticket[]; readonly end: Ticket } {
  const through: Ticket[] = [];
  let here = ticket;
  const pass = (status: Status, code: string | null) =>
    through.push((here = changeStatus(here, status, at, code)));
  if (ticket.status === 'open') pass('in_progress', null);
  if (to === 'closed' && countsAsLoad(here.status)) pass('resolved', resolutionCode);
  return { through, end: changeStatus(here, to, at, resolutionCode) };
}

/** Requires a status. @throws DomainError `illegal_transition` for any other. */
export function requireStatus(ticket: Ticket, status: Status, what: string): void {
  if (ticket.status === status) return;
  throw new DomainError(
    'illegal_transition',
    `${ticket.number} is ${ticket.status}; only a ticket in status ${status} can be ${what}.`,
  );
}
