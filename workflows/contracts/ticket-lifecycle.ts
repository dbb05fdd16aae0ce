import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { TriageRerun } from '../../src/domain/triage/rerun.js';
import type { TicketSnapshot } from '../../src/domain/tickets/snapshot.js';

/** Input of `ticketLifecycle`: ids only. `isContinued` is set when a long life continues in a new run. */
export interface TicketLifecycleInput {
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly isContinued?: boolean;
}

/** An event on the ticket. It says only that a check is due, and the kind of the event. */
export interface Wake {
  readonly eventId: string;
  readonly type: string;
}

export const TICKET_LIFECYCLE = 'ticketLifecycle';

/** Returns the first line of the workflow for operators. */
export function lifecycleSummary(ticketNumber: string): string {
  return `Life of ${ticketNumber}: triage, assignment, mail, SLA`;
}

/** Lost, late or doubled, it changes nothing but the time of the next look. */
export const wake = defineSignal<[Wake]>('poke');

/** Runs triage again. The update id deduplicates repeated requests. */
export const rerunTriage = defineUpdate<TriageRerun, [{ readonly requestId: string }]>('TicketUpdate');

/** The last snapshot of the workflow. */
export const currentSnapshot = defineQuery<TicketSnapshot | null>('currentLook');
