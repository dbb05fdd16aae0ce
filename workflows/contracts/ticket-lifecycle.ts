import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { TriageRerun } from '../../src/domain/triage/rerun.js';
import type { TicketSnapshot } from '../../src/domain/tickets/snapshot.js';

/** Input of `ticketLifecycle`: ids only. `isContinued` is set when a long life continues in a new run. */
export interface TicketLifecycleInput {
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly isContinued?: boolean;
}

/** Something happened to the ticket. It says that a look is due and of what kind the event was, nothing more. */
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

/** Runs triage again; the update id makes a repeated request run once. */
export const rerunTriage = defineUpdate<TriageRerun, [{ readonly requestId: string }]>('TicketUpdate');

/** The last snapshot of the workflow. */
export const currentSnapshot = defineQuery<TicketSnapshot | null>('currentLook');
