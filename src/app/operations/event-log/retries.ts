import { backoffMs } from './pause.js';

/** The first wait after a failure. Each further failure doubles it. */
const FIRST_WAIT_MS = 1_000;
/** The longest wait, so that everything goes on within seconds of Temporal's return. */
const MAX_WAIT_MS = 10_000;
/** Waits differ by up to this share, so that relays of many processes do not ask at the same time. */
const JITTER = 0.2;
/** Different events that fail one after the other are no fault of theirs: nobody is there to be told. */
const FAILURES_OF_AN_OUTAGE = 3;
/** Events whose failures are remembered. */
const MAX_REMEMBERED = 10_000;

interface Failures {
  readonly count: number;
  readonly retryAt: number;
}

/** What a failure means for the log: the event alone fails, everything has begun to fail, or it is known already. */
type News = 'event_fails' | 'outage_began' | 'nothing_new';

/**
 * When the relay may try again what has failed. One event that fails waits by itself and holds up no other. Once several
 * fail in a row, all wait, and one at a time is tried until one succeeds. Times are monotonic milliseconds.
 */
export class Retries {
  private readonly failed = new Map<string, Failures>();
  private readonly inARow = new Set<string>();
  private outage: { readonly since: number; readonly waits: number; readonly retryAt: number } | null = null;

  constructor(private readonly random: () => number = Math.random) {}

  /** False while this event waits for its next try. */
  mayTry(eventId: string, now: number): boolean {
    return (this.failed.get(eventId)?.retryAt ?? 0) <= now;
  }

  /** How many events may be told at once, of at most `most`: one in an outage, and none until its next try. */
  room(most: number, now: number): number {
    if (this.outage === null) return most;
    return this.outage.retryAt <= now ? 1 : 0;
  }

  /** The time until an outage allows the next try; 0 outside one. */
  waitMs(now: number): number {
    return this.outage === null ? 0 : Math.max(0, this.outage.retryAt - now);
  }

  noteFailure(eventId: string, now: number): News {
    const count = (this.failed.get(eventId)?.count ?? 0) + 1;
    if (this.failed.size >= MAX_REMEMBERED) this.failed.clear();
    this.failed.set(eventId, { count, retryAt: now + this.waitAfter(count) });
    this.inARow.add(eventId);
    if (this.outage !== null) {
      const waits = this.outage.retryAt <= now ? this.outage.waits + 1 : this.outage.waits;
      const retryAt = this.outage.retryAt <= now ? now + this.waitAfter(waits) : this.outage.retryAt;
      this.outage = { ...this.outage, waits, retryAt };
      return 'nothing_new';
    }
    if (this.inARow.size >= FAILURES_OF_AN_OUTAGE) {
      this.outage = { since: now, waits: 1, retryAt: now + this.waitAfter(1) };
      return 'outage_began';
    }
    // The first failure of an event may be a moment's; the second is worth a line, and no more of it are.
    return count === 2 ? 'event_fails' : 'nothing_new';
  }

  /** How long the outage took that this success ends, in milliseconds; null where there was none. */
  noteSuccess(eventId: string, now: number): number | null {
    this.inARow.clear();
    this.failed.delete(eventId);
    if (this.outage === null) return null;
    const { since } = this.outage;
    this.outage = null;
    this.failed.clear();
    return now - since;
  }

  private waitAfter(failures: number): number {
    return backoffMs(failures, FIRST_WAIT_MS, MAX_WAIT_MS) * (1 - JITTER * this.random());
  }
}
