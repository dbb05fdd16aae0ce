/**
 * Lets so much work be under way at most; what is more waits for its turn, in the order in which it came. Work for which
 * there is room begins at once, in the same step: a wait that is not needed would change a workflow's order of commands.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;

  /** @param mustWait asked only when there is no room; false lets the work begin nevertheless. */
  constructor(
    private readonly most: number,
    private readonly mustWait: () => boolean = () => true,
  ) {}

  /** Runs the work in its turn. @throws what the work throws; the next one begins all the same. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay >= this.most && this.mustWait()) {
      await new Promise<void>((begin) => this.waiting.push(begin));
    } else {
      this.underWay += 1;
    }
    try {
      return await work();
    } finally {
      this.passOn();
    }
  }

  /** The next one takes this one's place; without a next one there is room. */
  private passOn(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.underWay -= 1;
    else next();
  }
}
