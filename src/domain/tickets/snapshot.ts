import { addMinutes, latest } from '../time.js';
import { OTHER } from '../desk/choices.js';
import type { TicketEvent } from './events.js';
import { acknowledgeBy, leftBehindAt, unacceptedAssignment } from './assignment/reassignment.js';
import type { Availability } from '../sla/availability.js';
import { type SlaPolicy, type SlaState, type SlaTerms } from '../sla/sla.js';
import { nextDueAt } from '../sla/sla-due.js';
import type { Category, Priority, Status } from '../ticket-fields.js';
import { countsAsLoad, isFinal, type Ticket } from './ticket.js';

/**
 * What the workflow needs to know of a ticket after each step: JSON only, ids only, no text of the ticket. The answer
 * to "what now?"; the workflow keeps no other copy.
 */
export interface TicketSnapshot {
  /** The ticket's version that was looked at: of two looks the higher one is the later. */
  readonly version: number;
  readonly status: Status;
  readonly priority: Priority;
  readonly category: Category;
  readonly triageState: 'pending' | 'done' | 'fallback';
  /** Id of the assignee, or null. */
  readonly assigneeId: string | null;
  readonly slaState: SlaState;
  readonly waitsFor: string;
  /** ISO 8601. When something will be due without anybody doing anything; null when nothing will. */
  readonly nextLookAt: string | null;
  /** Ids of deliveries that are still to be sent. */
  readonly unsentDeliveries: readonly string[];
  /** True when the life of the ticket is over. */
  readonly isOver: boolean;
}

/**
 * When a resolved ticket closes by itself, counted from its resolution or from what staff have said since; null for one
 * that is not resolved, and where the requester had the last word: that asks for an answer.
 */
export function autoCloseAt(
  { status, resolvedAt, lastWord }: Pick<Ticket, 'status' | 'resolvedAt' | 'lastWord'>,
  policy: Pick<SlaPolicy, 'autoCloseMinutes'>,
): Date | null {
  if (status !== 'resolved' || resolvedAt === null || lastWord?.by === 'requester') return null;
  return addMinutes(latest(resolvedAt, lastWord?.at ?? resolvedAt), policy.autoCloseMinutes);
}

/** True when assignment should be tried: nobody has the ticket, and nobody has decided that this is right. */
export function awaitsAssignee(ticket: Ticket): boolean {
  return ticket.assignment === null && ticket.autoAssign && countsAsLoad(ticket.status);
}

/** When the requester, on whose answer the ticket waits, is reminded or has been often enough; null for never. */
export function answerDueAt({ waiting }: Ticket, { reminderMinutes }: SlaPolicy): Date | null {
  return waiting === null || reminderMinutes === null
    ? null
    : addMinutes(waiting.countsFrom, reminderMinutes);
}

/**
 * The earliest of: a warning, a promise that breaks, an escalation step, automatic closing, the assignee's or the
 * requester's time running out, the assignee's leaving, the next try to find somebody. `assignee` is of no account for a
 * ticket that is taken on, or that nobody has.
 */
export function nextLookAt(ticket: Ticket, terms: SlaTerms, assignee: Availability, at: Date): Date | null {
  const { policy } = terms;
  const retryAt = addMinutes(at, policy.queueRetryMinutes);
  const leftAt = leftBehindAt(ticket, assignee, at);
  const instants = [
    nextDueAt(ticket.sla),
    autoCloseAt(ticket, policy),
    acknowledgeBy(ticket, terms, assignee),
    leftAt !== null && leftAt <= at ? retryAt : leftAt,
    answerDueAt(ticket, policy),
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
    isOver: isFinal(ticket.status),
  };
}

/** What the workflow is told of a ticket that was deleted: that it ends. Of what the ticket was nothing is kept. */
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
    case 'open':
      if (ticket.assignment === null) return 'a moderator who fits and has room';
      return ticket.assignment.acceptedAt === null ? 'the assignee to accept' : 'the assignee to start';
    case 'in_progress':
      if (ticket.assignment === null) return 'a moderator who fits and has room';
      return unacceptedAssignment(ticket) === null ? 'the assignee to resolve it' : 'the assignee to accept';
    case 'waiting_on_user':
      return 'an answer of the requester';
    case 'resolved':
      return ticket.lastWord?.by === 'requester'
        ? 'an answer to the requester, or a reopen'
        : 'confirmation, a reopen, or automatic closing';
    case 'closed':
    case 'cancelled':
      return 'nothing';
  }
}
