/** Maximum queue wait. Requests expected to exceed it are rejected immediately. */
const WAIT_MS = 3_000;

/**
 * Fraction of {@link WAIT_MS} allowed while the queue has not been empty for {@link WAIT_MS}.
 * Such a queue is no burst, and a longer wait would not increase throughput. After "Controlled Delay" (Nichols and
 * Jacobson, 2012), as in Maurer, "Fail at Scale" (2015).
 */
const STANDING_SHARE = 1 / 2;

/**
 * Maximum queue length per request in progress, however fast they are: each waiting request holds memory and a
 * connection.
 */
const WAITING_FACTOR = 32;

/**
 * Averaging window of the pace.
 * One second is long enough that a garbage collection does not look like a standstill.
 */
const PACE_OF_MS = 1_000;

/**
 * Bounds the requests in progress and the queue behind them.
 * The queue accepts as many requests as will start within three seconds at the recent pace, or half of that if it has
 * not been empty for three seconds. A burst is served. Under sustained overload the queue stays short and drains
 * quickly afterwards.
 */
export class Capacity {
  private running = 0;
  /** Callbacks that start the waiting requests, first in, first out. */
  private readonly waiting = new Set<() => void>();
  /**
   * Requests completed while others waited, and the time they took.
   * Both sums decay with {@link PACE_OF_MS}.
   */
  private done: number;
  private tookMs = 0;
  /** When the last request started or finished. */
  private movedAt = 0;
  /** When the queue was last empty. */
  private emptyAt = 0;

  constructor(
    private readonly bound: number,
    private readonly waitMs: number = WAIT_MS,
    private readonly now: () => number = () => performance.now(),
  ) {
    // Initial estimate: a full batch completes in no time.
    this.done = bound;
  }

  get inProgress(): number {
    return this.running;
  }

  /** Resolves with false where there is no room; otherwise {@link leave} has to follow. */
  enter(): Promise<boolean> {
    if (this.running < this.bound) {
      this.running += 1;
      this.movedAt = this.now();
      return Promise.resolve(true);
    }
    const limitMs = this.limitMs();
    const hasRoom = this.waiting.size < this.bound * WAITING_FACTOR && this.expectedMs() < limitMs;
    return hasRoom ? this.wait(limitMs) : Promise.resolve(false);
  }

  /** Frees a place. The request that has waited longest takes it. */
  leave(): void {
    const now = this.now();
    const [letIn] = this.waiting;
    if (letIn === undefined) {
      this.running -= 1;
    } else {
      this.notePace(now - this.movedAt);
      letIn();
    }
    this.movedAt = now;
  }

  /** Expected wait of the next request. It grows while no request completes. */
  private expectedMs(): number {
    return this.now() - this.movedAt + (this.waiting.size * this.tookMs) / this.done;
  }

  private notePace(gapMs: number): void {
    const fade = Math.exp(-gapMs / PACE_OF_MS);
    this.done = this.done * fade + 1;
    this.tookMs = this.tookMs * fade + gapMs;
  }

  private limitMs(): number {
    const now = this.now();
    if (this.waiting.size === 0) this.emptyAt = now;
    return now - this.emptyAt < this.waitMs ? this.waitMs : this.waitMs * STANDING_SHARE;
  }

  private wait(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const letIn = (): void => end(true);
      const timer = setTimeout(() => end(false), limitMs);
      const end = (isIn: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(letIn);
        resolve(isIn);
      };
      this.waiting.add(letIn);
    });
  }
}
