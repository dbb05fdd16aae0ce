import { backoffMs } from './pause.js';

/** The first wait after a failure. Each further failure doubles it. */
const FIRST_WAIT_MS = 1_000;
/** Maximum backoff, so that work continues within seconds of Temporal's return. */
const MAX_WAIT_MS = 10_000;
/** Waits differ by up to this share, so that relays of many processes do not ask at the same time. */
const JITTER = 0.2;
/** If different events fail in a row, the receiver is down, not the events. */
const FAILURES_OF_AN_OUTAGE = 3;
/** Maximum events whose failures are remembered. */
const MAX_REMEMBERED = 10_000;

interface Failures {
  readonly count: number;
  readonly retryAt: number;
}

/** The meaning of a failure for the log: one event fails, everything starts to fail, or it is known. */
type News = 'event_fails' | 'outage_began' | 'nothing_new';

/**
 * Decides when the relay may retry.
 * A single failing event waits alone. After several failures in a row, all events wait, and one at a time is tried
 * until one succeeds. Times are monotonic milliseconds.
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

  /**
   * Returns how many events may be published at once, of at most `most`:
   * one in an outage, and none before its next attempt.
   */
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

  /** Returns the duration of the outage that this success ends, in milliseconds; null without one. */
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
