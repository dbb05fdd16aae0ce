import { Semaphore } from '../../../domain/semaphore.js';
import type { HoldfastEvent } from '../../../ports/operations/event-log.js';

/** Number of remembered ids, to recognize events that sweep and stream both bring. */
const MAX_REMEMBERED = 10_000;

/** Events of the same ticket, account or mail are handled in order. */
function subjectOf(event: HoldfastEvent): string {
  if (!('kind' in event)) return event.ticketId;
  if (event.kind === 'file') return event.fileId;
  return event.kind === 'mail' ? event.mailId : (event.account?.id ?? event.id);
}

/**
 * Handles events of different tickets in parallel, up to a limit, and those of one ticket one after the other.
 * An event that is given again during its handling, or soon after, is handled once.
 */
export class EventOrder {
  private readonly last = new Map<string, Promise<boolean>>();
  private readonly byId = new Map<string, Promise<boolean>>();
  private readonly semaphore: Semaphore;

  /** @param work retries until it succeeds; false if it gave up at shutdown. */
  constructor(
    concurrency: number,
    private readonly work: (
      event: HoldfastEvent,
      turn: <T>(attempt: () => Promise<T>) => Promise<T>,
    ) => Promise<boolean>,
  ) {
    this.semaphore = new Semaphore(concurrency);
  }

  /** Resolves once the event was handled; false if it or an earlier event of its ticket was given up. */
  give(event: HoldfastEvent): Promise<boolean> {
    const given = this.byId.get(event.id);
    if (given !== undefined) return given;
    const subject = subjectOf(event);
    const before = this.last.get(subject) ?? Promise.resolve(true);
    const done = before.then((wentWell) =>
      wentWell ? this.work(event, (attempt) => this.semaphore.withPermit(attempt)) : false,
    );
    this.last.set(subject, done);
    void done.then(() => {
      if (this.last.get(subject) === done) this.last.delete(subject);
    });
    this.remember(event.id, done);
    return done;
  }

  private remember(id: string, done: Promise<boolean>): void {
    this.byId.set(id, done);
    const [oldest] = this.byId.keys();
    if (this.byId.size > MAX_REMEMBERED && oldest !== undefined) this.byId.delete(oldest);
  }
}
