import type { Lifecycle } from '../../domain/operations/sweep.js';
import type { Ticket } from '../../domain/tickets/ticket.js';

/**
 * The workflows of tickets, for their supervision.
 * Every call throws DomainError `unavailable` while Temporal cannot be reached.
 */
export interface LifecycleWatch {
  /**
   * Returns which of these tickets, at most 100, have a running workflow.
   * Cheap, and some seconds old. Before acting on an absence, call {@link LifecycleWatch.find}.
   */
  running(numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Yields the numbers of all tickets with a running workflow, in pages; some seconds old. */
  allRunning(): AsyncIterable<readonly string[]>;
  /**
   * Yields the numbers of all tickets whose workflow started at that instant or later, in pages; some seconds old.
   */
  startedSince(instant: Date): AsyncIterable<readonly string[]>;
  /** Returns the current state of a ticket's workflow. */
  find(ticketNumber: string): Promise<Lifecycle>;
  /**
   * Restarts the workflow of an open ticket, also an ended one; a triaged one continues from there.
   * False if another process was faster.
   */
  restart(ticket: Pick<Ticket, 'id' | 'number' | 'triage'>, sweepId: string): Promise<boolean>;
  /**
   * Wakes a running workflow, because of a sweep or a restore, under an id of that cause; false if it does not run.
   */
  wake(ticketNumber: string, causeId: string, cause?: 'sweep' | 'restored'): Promise<boolean>;
}
