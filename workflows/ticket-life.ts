import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  isCancellation,
  log,
  patched,
  setHandler,
} from '@temporalio/workflow';
import { INITIAL_RUN } from '../src/domain/tickets/triage.js';
import type { TicketSnapshot } from '../src/domain/tickets/snapshot.js';
import type { TriageRerun } from '../src/domain/triage/rerun.js';
import type { activitiesOfThisQueue } from './activities.js';
import { currentSnapshot, rerunTriage, wake } from './contracts/ticket-lifecycle.js';
import { LaterTriage } from './later-triage.js';
import { mailsGoTogether, MailDispatcher } from './mail-dispatcher.js';

/**
 * The state of `ticketLifecycle` between two snapshots, its handlers, and its triage runs, one at a time.
 * Each step and each await counts: another order of commands would fail the replay of running lives.
 */
export class TicketLife {
  readonly mails: MailDispatcher;
  readonly later: LaterTriage;
  private look: TicketSnapshot | null = null;
  private wakes = 0;
  private seenWakes = 0;
  private isTriaging = true;

  constructor(
    private readonly ticketId: string,
    private readonly activities: ReturnType<typeof activitiesOfThisQueue>,
  ) {
    this.mails = new MailDispatcher(activities);
    this.later = new LaterTriage(ticketId, activities.triageLater, (next) => this.takeLaterTriage(next));
  }

  /** Null before the first look. */
  get latest(): TicketSnapshot | null {
    return this.look;
  }

  /** @throws ApplicationFailure when the ticket was never looked at. */
  get snapshot(): TicketSnapshot {
    if (this.look === null) throw ApplicationFailure.nonRetryable('The ticket was never looked at.');
    return this.look;
  }

  /** True when something has happened since {@link noteWakes}. */
  readonly isWoken = (): boolean => this.wakes > this.seenWakes;

  noteWakes(): void {
    this.seenWakes = this.wakes;
  }

  /** Signals, queries and updates are answered from now on. */
  listen(): void {
    setHandler(wake, ({ type }) => {
      if (type === 'restored') this.mails.forget();
      this.wakes += 1;
    });
    setHandler(currentSnapshot, () => this.look);
    setHandler(rerunTriage, ({ requestId }) => this.rerun(requestId), {
      validator: (_request) => {
        if (this.look?.isOver === true) {
          throw ApplicationFailure.nonRetryable('The ticket is over.', 'workflow_ended');
        }
      },
    });
  }

  /** The first turn, in which a life begins, is over. */
  endFirstTurn(): void {
    this.isTriaging = false;
  }

  /**
   * Adopts the result of a step, and sends the mails that it names.
   * `before` is the snapshot at the start of the step.
   */
  take(before: TicketSnapshot | null, next: TicketSnapshot): TicketSnapshot {
    if (this.look !== null && this.isLate(before, next)) return this.look;
    this.mails.send(next.unsentDeliveries);
    return (this.look = next);
  }

  /**
   * Returns whether this run had an answer.
   * A ticket with an earlier answer keeps it, whatever this run returns.
   */
  async triage(runId: string): Promise<TriageRerun['state']> {
    const { ticketId, activities } = this;
    try {
      this.takeTriage(this.look, await activities.triageTicket({ ticketId, runId }));
      return 'done';
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      if (runId === INITIAL_RUN) this.later.noteFailure(error);
      log.warn('triage gave no answer; using the built-in rules', { runId, cause: error.cause?.message });
      this.takeTriage(this.look, await activities.fallBackTriage({ ticketId, runId }));
      return 'fallback';
    }
  }

  /** A restored database has taken the ticket back to before its triage. */
  async triageAnew(): Promise<void> {
    if (this.isTriaging) return;
    this.isTriaging = true;
    try {
      await this.triage(INITIAL_RUN);
      this.take(this.look, await this.activities.assignTicket({ ticketId: this.ticketId }));
    } finally {
      this.isTriaging = false;
    }
  }

  private async rerun(requestId: string): Promise<TriageRerun> {
    await condition(() => !this.isTriaging);
    // The end of one run wakes all waiting ones.
    while (this.isTriaging && serializesReruns()) await condition(() => !this.isTriaging);
    this.isTriaging = true;
    try {
      const before = this.look;
      const state = await this.triage(requestId);
      const after = this.take(
        this.look,
        await this.activities.assignTicket({ ticketId: this.ticketId, reconsider: true }),
      );
      if (isWokenByReruns()) this.wakes += 1;
      return { state, changed: differs(before, after) };
    } finally {
      this.isTriaging = false;
    }
  }

  private async takeLaterTriage(next: TicketSnapshot): Promise<void> {
    while (this.isTriaging) await condition(() => !this.isTriaging);
    this.isTriaging = true;
    try {
      this.take(this.look, next);
      this.take(this.look, await this.activities.assignTicket({ ticketId: this.ticketId, reconsider: true }));
      this.wakes += 1;
    } finally {
      this.isTriaging = false;
    }
  }

  /** If the earlier snapshot still applies, an older ticket was restored from a backup. */
  private isLate(before: TicketSnapshot | null, next: TicketSnapshot): boolean {
    const { look } = this;
    return look !== null && next.version < look.version && !(look === before && followsBack());
  }

  /** The mails of triage are sent together with those of the assignment, which follows immediately. */
  private takeTriage(before: TicketSnapshot | null, next: TicketSnapshot): void {
    if (next.unsentDeliveries.length === 0 || !mailsGoTogether()) this.take(before, next);
    else if (!this.isLate(before, next)) this.look = next;
  }
}

/**
 * A database that is restored from a backup returns tickets to an earlier state, perhaps before their triage.
 */
export function followsBack(): boolean {
  return patched('a ticket that a restored database has taken back is followed');
}

/** Runs triage at most once at a time, for any number of requests. */
function serializesReruns(): boolean {
  return patched('re-runs of triage wait for each other');
}

/** Another priority has other due times, and nothing else wakes the life that waits for the old ones. */
function isWokenByReruns(): boolean {
  return patched('a re-run of triage lets the ticket be looked at anew');
}

function differs(before: TicketSnapshot | null, after: TicketSnapshot): boolean {
  const outcome = (look: TicketSnapshot | null) =>
    JSON.stringify([look?.priority, look?.category, look?.assigneeId, look?.triageState]);
  return outcome(before) !== outcome(after);
}
