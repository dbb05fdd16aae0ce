import { addMinutes, latest } from '../time.js';
import { OTHER } from '../desk/choices.js';
import type { TicketEvent } from './events.js';
import { acknowledgeBy, unavailableFrom, unacceptedAssignment } from './assignment/reassignment.js';
import type { Availability } from '../sla/availability.js';
import { type SlaPolicy, type SlaState, type SlaTerms } from '../sla/sla.js';
import { nextDueAt } from '../sla/sla-due.js';
import type { Category, Priority, Status } from '../ticket-fields.js';
import { openReview } from './review.js';
import { holdEndsAt } from './hold.js';
import { nextScheduled } from './comments/scheduled-comments.js';
import { countsAsLoad, isFinal, type Ticket } from './ticket.js';
import type { TriageState } from './triage.js';

/**
 * The facts of a ticket that the workflow needs after each step: JSON and ids only, no text.
 * The workflow keeps no other copy.
 */
export interface TicketSnapshot {
  /** The ticket's version that was looked at: of two looks the higher one is the later. */
  readonly version: number;
  readonly status: Status;
  readonly priority: Priority;
  readonly category: Category;
  readonly triageState: TriageState;
  /** Id of the assignee, or null. */
  readonly assigneeId: string | null;
  readonly slaState: SlaState;
  readonly waitsFor: string;
  /** ISO 8601. When something will be due without anybody doing anything; null when nothing will. */
  readonly nextLookAt: string | null;
  /** Ids of deliveries that are still to be sent. */
  readonly unsentDeliveries: readonly string[];
  /** True when the life of the ticket is over: it has ended, and no comment is left to be sent. */
  readonly isOver: boolean;
}

/**
 * Returns when a resolved ticket closes automatically, counted from its resolution or from the last comment of staff
 * since. Null if it is not resolved, or if the requester wrote last and expects an answer.
 */
export function autoCloseAt(
  { status, resolvedAt, lastWord }: Pick<Ticket, 'status' | 'resolvedAt' | 'lastWord'>,
  policy: Pick<SlaPolicy, 'autoCloseMinutes'>,
): Date | null {
  if (status !== 'resolved' || resolvedAt === null || lastWord?.by === 'requester') return null;
  return addMinutes(latest(resolvedAt, lastWord?.at ?? resolvedAt), policy.autoCloseMinutes);
}

/** Returns true if assignment should be tried: no assignee, no person decided that, and no review of its triage. */
export function awaitsAssignee(ticket: Ticket): boolean {
  return (
    ticket.assignment === null &&
    ticket.autoAssign &&
    countsAsLoad(ticket.status) &&
    ticket.triage.state !== 'needs_review'
  );
}

/** Returns when the requester is reminded, or was reminded often enough; null for never. */
export function answerDueAt({ waiting }: Ticket, { reminderMinutes }: SlaPolicy): Date | null {
  return waiting === null || reminderMinutes === null
    ? null
    : addMinutes(waiting.countsFrom, reminderMinutes);
}

/**
 * Returns the earliest of:
 * a warning, a breach, an escalation step, automatic closing, the end of the assignee's or requester's time, the end
 * of a hold, the end of the assignee's availability, the end of a review of triage, the next comment to be sent, the
 * next assignment attempt. `assignee` is ignored once the ticket has been accepted, and without an assignment.
 */
export function nextLookAt(ticket: Ticket, terms: SlaTerms, assignee: Availability, at: Date): Date | null {
  const { policy } = terms;
  const retryAt = addMinutes(at, policy.queueRetryMinutes);
  const leftAt = unavailableFrom(ticket, assignee, at);
  const instants = [
    nextDueAt(ticket.sla),
    autoCloseAt(ticket, policy),
    acknowledgeBy(ticket, terms, assignee),
    leftAt !== null && leftAt <= at ? retryAt : leftAt,
    answerDueAt(ticket, policy),
    holdEndsAt(ticket),
    openReview(ticket)?.until ?? null,
    nextScheduled(ticket)?.at ?? null,
    awaitsAssignee(ticket) ? retryAt : null,
  ].filter((instant) => instant !== null);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

export function snapshotOf(
  ticket: Ticket,
  terms: SlaTerms,
  assignee: Availability,
  unsentDeliveries: readonly string[],
  at: Date,
): TicketSnapshot {
  return {
    version: ticket.version,
    status: ticket.status,
    priority: ticket.priority,
    category: ticket.category,
    triageState: ticket.triage.state,
    assigneeId: ticket.assignment?.assignee.id ?? null,
    slaState: ticket.sla.state,
    waitsFor: waitsFor(ticket),
    nextLookAt: nextLookAt(ticket, terms, assignee, at)?.toISOString() ?? null,
    unsentDeliveries,
    isOver: isFinal(ticket.status) && nextScheduled(ticket) === null,
  };
}

/** Returns the snapshot of a deleted ticket: its workflow ends. It contains no data of the ticket. */
export function snapshotOfDeleted({ ticketVersion }: Pick<TicketEvent, 'ticketVersion'>): TicketSnapshot {
  return {
    version: ticketVersion,
    status: 'cancelled',
    priority: 'medium',
    category: OTHER,
    triageState: 'fallback',
    assigneeId: null,
    slaState: 'stopped',
    waitsFor: 'nothing: the ticket was deleted',
    nextLookAt: null,
    unsentDeliveries: [],
    isOver: true,
  };
}

function waitsFor(ticket: Ticket): string {
  switch (ticket.status) {
    case 'open': {
      const review = openReview(ticket);
      if (review !== null && ticket.assignment === null)
        return `a person to confirm the triage, until ${review.until.toISOString()}`;
      if (ticket.assignment === null) return 'a moderator with the skills and free capacity';
      return ticket.assignment.acceptedAt === null ? 'the assignee to accept' : 'the assignee to start';
    }
    case 'in_progress':
      if (ticket.assignment === null) return 'a moderator with the skills and free capacity';
      return unacceptedAssignment(ticket) === null ? 'the assignee to resolve it' : 'the assignee to accept';
    case 'waiting_on_user':
      return 'an answer from the requester';
    case 'on_hold':
      return onHold(ticket);
    case 'resolved':
      return ticket.lastWord?.by === 'requester'
        ? 'an answer to the requester, or a reopen'
        : 'confirmation, a reopen, or automatic closing';
    case 'closed':
    case 'cancelled':
      return 'nothing';
  }
}

/** The key of the reason is data of managers, and no text of a ticket. */
function onHold({ hold }: Ticket): string {
  const reason = hold === undefined ? '' : ` (${hold.reason})`;
  return hold?.until
    ? `the end of the hold${reason}, ${hold.until.toISOString()}`
    : `the end of the hold${reason}`;
}
