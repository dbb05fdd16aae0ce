import { Semaphore } from '../../../domain/semaphore.js';
import type { HoldfastEvent } from '../../../ports/operations/event-log.js';

/** So many ids are remembered, to tell what the sweep and the stream both bring. */
const MAX_REMEMBERED = 10_000;

/** What happens to the same ticket, account or mail happens in the order in which it comes. */
function subjectOf(event: HoldfastEvent): string {
  if (!('kind' in event)) return event.ticketId;
  return event.kind === 'mail' ? event.mailId : (event.account?.id ?? event.id);
}

/**
 * Works on the events of different tickets side by side, so many at a time, and on those of one ticket one after the other.
 * An event that is given again meanwhile, or soon after, is worked on once.
 */
export class EventOrder {
  private readonly last = new Map<string, Promise<boolean>>();
  private readonly byId = new Map<string, Promise<boolean>>();
  private readonly semaphore: Semaphore;

  /** @param work repeated by its own until it has succeeded; false when it was given up because all ends. */
  constructor(
    concurrency: number,
    private readonly work: (
      event: HoldfastEvent,
      turn: <T>(attempt: () => Promise<T>) => Promise<T>,
    ) => Promise<boolean>,
  ) {
    this.semaphore = new Semaphore(concurrency);
  }

  /** Resolves once it has been worked on, with false where that, or an earlier event of its ticket, was given up. */
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
