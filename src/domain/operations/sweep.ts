import type { Tally } from '../sweep-report.js';
import { addMinutes } from '../time.js';
import { nextLookAt } from '../tickets/snapshot.js';
import type { Availability } from '../sla/availability.js';
import { type SlaTerms } from '../sla/sla.js';
import { isFinal, type Ticket } from '../tickets/ticket.js';

/** The state of a ticket's workflow. */
export type Lifecycle =
  | { readonly state: 'running' | 'missing' }
  | {
      readonly state: 'ended';
      /** True if it failed on its own and was not terminated by hand. */
      readonly hasFailed: boolean;
      readonly startedAt: Date;
      /** True for a workflow that a sweep has started. */
      readonly isRepair: boolean;
    };

export const EMPTY_TALLY: Tally = { count: 0, tickets: [] };

/** A tally travels through heartbeats and histories: it names no more tickets than this. */
const MAX_NAMED = 500;

/** The relay needs a second. After these minutes, an event is lost, not just late. */
const GRACE_MINUTES = 5;
/** Minutes that a worker may need after an outage to process what is due. */
const OVERDUE_MINUTES = 15;
/** A workflow that fails again so soon after it was started again is not started a second time. */
const NO_SECOND_TRY_MINUTES = 24 * 60;

export function add({ count, tickets }: Tally, ticketNumber: string): Tally {
  return {
    count: count + 1,
    tickets: tickets.length < MAX_NAMED ? [...tickets, ticketNumber] : tickets,
  };
}

/** Events that are older than this should long have been told. */
export function stragglersBefore(now: Date): Date {
  return addMinutes(now, -GRACE_MINUTES);
}

/** Returns true if the workflow of a final ticket has had enough time to end. */
export function shouldHaveEnded(
  { status, updatedAt }: Pick<Ticket, 'status' | 'updatedAt'>,
  now: Date,
): boolean {
  return isFinal(status) && updatedAt <= addMinutes(now, -GRACE_MINUTES);
}

/**
 * Returns the action for an open ticket with such a workflow.
 * A person who requests a sweep has fixed the cause of failures.
 */
export function verdict(
  ticket: Ticket,
  lifecycle: Lifecycle,
  { terms, assignee }: { readonly terms: SlaTerms; readonly assignee: Availability },
  now: Date,
  isAskedFor: boolean,
): 'sound' | 'restart' | 'stuck' {
  switch (lifecycle.state) {
    case 'running':
      return isOverdue(ticket, terms, assignee, now) ? 'stuck' : 'sound';
    case 'missing':
      return shouldHaveBegun(ticket, now) ? 'restart' : 'sound';
    case 'ended': {
      const isSoon = lifecycle.startedAt > addMinutes(now, -NO_SECOND_TRY_MINUTES);
      return lifecycle.hasFailed && lifecycle.isRepair && isSoon && !isAskedFor ? 'stuck' : 'restart';
    }
  }
}

/** A ticket that is quite new is the relay's. */
function shouldHaveBegun({ workflowStartedAt, createdAt }: Ticket, now: Date): boolean {
  return workflowStartedAt !== null || createdAt <= addMinutes(now, -GRACE_MINUTES);
}

function isOverdue(ticket: Ticket, terms: SlaTerms, assignee: Availability, now: Date): boolean {
  const limit = addMinutes(now, -OVERDUE_MINUTES);
  const lookAt = nextLookAt(ticket, terms, assignee, now);
  return (
    (lookAt !== null && lookAt <= limit) || (ticket.triage.state === 'pending' && ticket.createdAt <= limit)
  );
}
