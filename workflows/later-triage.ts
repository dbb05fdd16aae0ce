import { ActivityFailure, isCancellation, log, patched, sleep, TimeoutFailure } from '@temporalio/workflow';
import type { TicketSnapshot } from '../src/domain/tickets/snapshot.js';
import { LATER_RUN } from '../src/domain/tickets/triage.js';
import type { AiActivities } from './contracts/activities.js';

/** Pause after a provider has failed three times in a row. */
const PAUSE = '5m';

/** The timeout types of an activity that waited too long in the queue. */
const WAITED_IN_VAIN: ReadonlySet<string> = new Set(['SCHEDULE_TO_START', 'SCHEDULE_TO_CLOSE']);

/**
 * Asks the model again about a ticket on fallback, in parallel to its life:
 * once the quota allows it, or some minutes after the provider failed. The answer counts while the ticket is not
 * accepted. Once in a run of the workflow: a continued run starts again if the wait ended with the earlier run.
 */
export class LaterTriage {
  private hasBegun = false;
  private isInLine = false;

  constructor(
    private readonly ticketId: string,
    private readonly ask: AiActivities['triageTicket'],
    private readonly apply: (look: TicketSnapshot) => Promise<void>,
  ) {}

  /**
   * Records why the ticket is on fallback.
   * One that only waited for the quota is queued again immediately.
   */
  noteFailure({ cause }: ActivityFailure): void {
    this.isInLine = cause instanceof TimeoutFailure && WAITED_IN_VAIN.has(cause.timeoutType ?? '');
  }

  /** Starts once, for a ticket on fallback. */
  begin({ triageState, status }: TicketSnapshot): void {
    const awaitsModel = triageState === 'fallback' && status === 'open';
    if (this.hasBegun || !awaitsModel || !isAskedLater()) return;
    this.hasBegun = true;
    this.run().catch(() => undefined);
  }

  private async run(): Promise<void> {
    if (!this.isInLine) await sleep(PAUSE, { summary: 'Leave the AI alone for a while' });
    try {
      const look = await this.ask({ ticketId: this.ticketId, runId: LATER_RUN });
      if (look.triageState === 'done') await this.apply(look);
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('the AI had no answer later either', { cause: error.cause?.message });
    }
  }
}

/** True unless this is the replay of a life in which a ticket on fallback waited for a person. */
function isAskedLater(): boolean {
  return patched('a ticket on fallback is triaged again when the AI has room');
}
