/** Above the bound for at most this long is a burst, which passes by itself; longer is more than can be carried out. */
const BURST_MS = 500;

/** How many times the bound a burst may reach. */
const BURST_FACTOR = 4;

/**
 * How many requests are carried out at once. Like CoDel (RFC 8289) it tells a standing queue from a burst: what a pause of
 * the process or the network has gathered is let in, but where the count has not fallen to half the bound for half a second,
 * the bound itself holds. So those that are let in wait for no more than that many others, however many come.
 */
export class Capacity {
  private count = 0;
  private calmAt: number;

  /** `now` in milliseconds of a clock that never goes back. */
  constructor(
    private readonly bound: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.calmAt = now();
  }

  get inProgress(): number {
    return this.count;
  }

  /** @returns false where there is no room; otherwise {@link leave} has to follow. */
  enter(): boolean {
    const now = this.now();
    if (this.count <= this.bound / 2) this.calmAt = now;
    const isBurst = now - this.calmAt < BURST_MS;
    if (this.count >= (isBurst ? this.bound * BURST_FACTOR : this.bound)) return false;
    this.count += 1;
    return true;
  }

  leave(): void {
    this.count -= 1;
  }
}
