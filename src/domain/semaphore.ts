/**
 * Limits concurrent work.
 * Further work waits in the order of its arrival. If there is room, work starts immediately, in the same step: an
 * unnecessary wait would change the order of commands of a workflow.
 */
export class Semaphore {
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;

  /** @param mustWait asked only without a free permit; false starts the work anyway. */
  constructor(
    private readonly most: number,
    private readonly mustWait: () => boolean = () => true,
  ) {}

  /**
   * Runs the work with a permit.
   * @param signal ends the wait, but not the started work
   * @throws what the work throws, and the signal's reason if it aborts before the work has started. The next work
   *   starts anyway.
   */
  async withPermit<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.underWay >= this.most && this.mustWait()) {
      // One promise and no more: in a workflow each further step would change the order of its commands.
      await new Promise<void>((begin, refuse) => this.queueUp(begin, refuse, signal));
    } else {
      this.underWay += 1;
    }
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  private queueUp(begin: () => void, refuse: (reason: unknown) => void, signal?: AbortSignal): void {
    if (signal?.aborted === true) {
      refuse(signal.reason);
      return;
    }
    const leave = () => {
      this.waiting.splice(this.waiting.indexOf(turn), 1);
      refuse(signal?.reason);
    };
    const turn = () => {
      signal?.removeEventListener('abort', leave);
      begin();
    };
    this.waiting.push(turn);
    signal?.addEventListener('abort', leave, { once: true });
  }

  /** Hands the permit to the next waiter, or frees it. */
  private passOn(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.underWay -= 1;
    else next();
  }
}
