import { DomainError } from '../../domain/errors.js';
import { Semaphore } from '../../domain/semaphore.js';

/**
 * Maximum wait for a connection, before the claim.
 * An activity of 35 s (`MAIL_OPTIONS`) includes this wait and a claim of 30 s (`send-delivery.ts`). A mail that waits
 * longer is retried, instead of waiting until its activity times out.
 */
const TURN_WAIT_MS = 4_000;

/** Bounds the mails that are sent at the same time. */
export class MailPermits {
  private readonly turns: Semaphore;

  constructor(max: number) {
    this.turns = new Semaphore(max);
  }

  /** @throws what the work throws, and DomainError `unavailable` without room within seconds. */
  async withPermit<T>(work: () => Promise<T>): Promise<T> {
    const deadline = AbortSignal.timeout(TURN_WAIT_MS);
    try {
      return await this.turns.withPermit(work, deadline);
    } catch (error) {
      if (error !== deadline.reason) throw error;
      throw new DomainError('unavailable', 'All connections to the mail server are in use.');
    }
  }
}
