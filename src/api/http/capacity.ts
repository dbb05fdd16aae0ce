/** Who would wait for longer, as things go, is told at once, and who has waited for so long is told then. */
const WAIT_MS = 3_000;

/**
 * So much of that and no more in a queue that has been there for {@link WAIT_MS}: that is no burst, and more waiting would
 * not get more done. After "Controlled Delay" (Nichols and Jacobson, 2012), as in Maurer, "Fail at Scale" (2015).
 */
const STANDING_SHARE = 1 / 2;

/** How many wait for each one that is carried out, however fast they are done: each holds memory and a connection. */
const WAITING_FACTOR = 32;

/** The pace is that of the last second or so: garbage that is collected meanwhile does not make it that of a standstill. */
const PACE_OF_MS = 1_000;

/**
 * How many requests are carried out at once, and how many wait for their turn: as many as will have it within three
 * seconds at the pace of the last ones, and half of that where the queue has not been empty for three. So a burst is
 * served, and when more comes than can be done the queue stays short and is gone at once afterwards.
 */
export class Capacity {
  private running = 0;
  /** What lets each in, first come first. */
  private readonly waiting = new Set<() => void>();
  /** How many were done while others waited, and how long that took: sums that fade with {@link PACE_OF_MS}. */
  private done: number;
  private tookMs = 0;
  /** When the last one began or was done. */
  private movedAt = 0;
  /** When nobody waited. */
  private emptyAt = 0;

  constructor(
    private readonly bound: number,
    private readonly waitMs: number = WAIT_MS,
    private readonly now: () => number = () => performance.now(),
  ) {
    // Until more is known: so many at once, in no time.
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

  /** Whoever waits longest takes the place. */
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

  /** How long the next one would wait. It grows while nothing is done at all. */
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
