/** How many wait for each one that is carried out. */
const WAITING_FACTOR = 7;

/** Who has not had a turn by then would rather be told. */
const WAIT_MS = 2_000;

/**
 * How many requests are carried out at once. Seven times as many may wait for their turn, for two seconds at most; so what
 * a pause of the process or a burst brings along is not refused, and no queue grows.
 */
export class Capacity {
  private running = 0;
  /** What lets each in, first come first. */
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly bound: number,
    private readonly waitMs: number = WAIT_MS,
  ) {}

  get inProgress(): number {
    return this.running;
  }

  /** Resolves with false where there is no room; otherwise {@link leave} has to follow. */
  enter(): Promise<boolean> {
    if (this.running < this.bound) {
      this.running += 1;
      return Promise.resolve(true);
    }
    return this.waiting.size < this.bound * WAITING_FACTOR ? this.wait() : Promise.resolve(false);
  }

  /** Whoever waits longest takes the place. */
  leave(): void {
    const [letIn] = this.waiting;
    if (letIn === undefined) this.running -= 1;
    else letIn();
  }

  private wait(): Promise<boolean> {
    return new Promise((resolve) => {
      const letIn = (): void => end(true);
      const timer = setTimeout(() => end(false), this.waitMs);
      const end = (isIn: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(letIn);
        resolve(isIn);
      };
      this.waiting.add(letIn);
    });
  }
}
