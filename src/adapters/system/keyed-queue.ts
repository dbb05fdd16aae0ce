import { DomainError } from '../../domain/errors.js';
import { answerWithin } from './answer-within.js';
import { currentCancellation } from './cancellation.js';

interface Bounds {
  /** Maximum callers that wait under one key. */
  readonly maxWaiting: number;
  /** Maximum wait of a caller, in milliseconds. */
  readonly maxWaitMs: number;
  /**
   * Maximum callers that wait behind work that has run for a second.
   * The others leave their places to other keys.
   */
  readonly maxBehindSlow: number;
}

/** The queue of one key: the running work, and the waiting callers. */
interface Line {
  /** Settles when all earlier callers have ended or left. */
  tail: Promise<unknown>;
  length: number;
  /** The time when work under this key last started, on the monotonic clock. */
  movedAt: number;
}

/** A hundred times the duration of a transaction. */
const SLOW_MS = 1_000;
const RETRY_AFTER_SECONDS = 2;

/** Runs work with the same key in sequence, in the order of the calls. Other keys are not delayed. */
export class KeyedQueue {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly bounds: Bounds) {}

  /**
   * Runs the work after all earlier work under any of the keys has ended.
   * The work receives the remaining milliseconds, so that one deadline covers both.
   * @throws DomainError `unavailable` for too many waiting callers, or after the maximum wait; the reason of the
   *   {@link currentCancellation} that aborts the wait; what the work throws.
   */
  async run<T>(keys: readonly string[], work: (leftMs: number) => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.bounds.maxWaitMs;
    const { before, lines, mayBeSlow, leave } = this.enter([...new Set(keys)]);
    try {
      if (before.length > 0) await waitFor(Promise.all(before), () => patienceUntil(deadline, mayBeSlow));
      const now = performance.now();
      if (now >= deadline) throw isBusy();
      for (const line of lines) line.movedAt = now;
      return await work(deadline - now);
    } finally {
      leave();
    }
  }

  /**
   * Joins the queue at its end.
   * If a caller leaves early, those behind it still wait for those before it.
   */
  private enter(keys: readonly string[]) {
    const there = keys.flatMap((key) => this.lines.get(key) ?? []);
    const { maxWaiting, maxBehindSlow } = this.bounds;
    if (there.some(({ length }) => length > maxWaiting)) throw isBusy();
    const mayBeSlow = there.filter(({ length }) => length > maxBehindSlow);
    const before = there.map(({ tail }) => tail);
    let end: () => void = () => undefined;
    const own = new Promise<void>((resolve) => (end = resolve));
    const tail = Promise.all([...before, own]);
    const lines = keys.map((key) => {
      const line = this.lines.get(key) ?? { tail, length: 0, movedAt: performance.now() };
      line.tail = tail;
      line.length += 1;
      this.lines.set(key, line);
      return line;
    });
    const leave = () => {
      end();
      for (const line of lines) line.length -= 1;
      for (const key of keys) if (this.lines.get(key)?.length === 0) this.lines.delete(key);
    };
    return { before, lines, mayBeSlow, leave };
  }
}

/**
 * Returns how long to wait: until the deadline, or, behind too many others, only while the queue moves.
 */
function patienceUntil(deadline: number, mayBeSlow: readonly Line[]): number {
  return Math.min(deadline, ...mayBeSlow.map(({ movedAt }) => movedAt + SLOW_MS));
}

/** @param until is called again at the instant of its last answer. */
async function waitFor(turn: Promise<unknown>, until: () => number): Promise<void> {
  const late = isBusy();
  for (;;) {
    try {
      await answerWithin(until() - performance.now(), turn, () => late, currentCancellation());
      return;
    } catch (error) {
      if (error !== late || performance.now() >= until()) throw error;
    }
  }
}

function isBusy(): DomainError {
  return new DomainError('unavailable', 'Too many changes are waiting. Try again in a moment.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
