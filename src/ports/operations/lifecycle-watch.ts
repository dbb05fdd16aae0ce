import type { Lifecycle } from '../../domain/operations/sweep.js';
import type { Ticket } from '../../domain/tickets/ticket.js';

/**
 * The workflows of tickets as whoever watches over them sees them. Every call throws DomainError `unavailable` while
 * Temporal cannot be reached.
 */
export interface LifecycleWatch {
  /**
   * Which of these tickets, at most 100, have a workflow that runs. Cheap, and some seconds old: who wants to act on an
   * absence asks {@link LifecycleWatch.find}.
   */
  running(numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** The numbers of all tickets whose workflow runs, a page at a time; some seconds old. */
  allRunning(): AsyncIterable<readonly string[]>;
  /** The numbers of all tickets whose workflow was started at that instant or later, a page at a time; some seconds old. */
  startedSince(instant: Date): AsyncIterable<readonly string[]>;
  /** What there is of a ticket's workflow, for certain. */
  find(ticketNumber: string): Promise<Lifecycle>;
  /**
   * Starts the workflow of an open ticket again, also where one has ended; one that was triaged goes on from there.
   * False when somebody else was faster.
   */
  restart(ticket: Pick<Ticket, 'id' | 'number' | 'triage'>, sweepId: string): Promise<boolean>;
  /**
   * Tells a workflow that runs to look again, because of a sweep or after a restore from backups, under an id of that;
   * false when it does not run.
   */
  wake(ticketNumber: string, causeId: string, cause?: 'sweep' | 'restored'): Promise<boolean>;
}
