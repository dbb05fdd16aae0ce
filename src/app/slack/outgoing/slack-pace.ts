/** Slack takes one message a second and channel. A little more, because clocks and networks differ. */
const INTERVAL_MS = 1_100;
/** Channels that are remembered. */
const MAX_CHANNELS = 10_000;

/**
 * The turns of posts in each channel, in this process.
 * Each work that must post reserves a turn of its own, so a hundred of them do not all ask again every second.
 */
export class SlackPace {
  private readonly free = new Map<string, number>();
  private readonly turns = new Map<string, number>();

  constructor(private readonly intervalMs = INTERVAL_MS) {}

  /**
   * Returns the wait until the turn of `holder`, in milliseconds; 0 if it is now. The turn is used up then.
   * @param now monotonic milliseconds
   */
  waitMs(channel: string, holder: string, now: number): number {
    const key = `${channel} ${holder}`;
    const turn = this.turns.get(key) ?? Math.max(now, this.free.get(channel) ?? 0);
    if (turn <= now) {
      this.turns.delete(key);
      this.free.set(channel, Math.max(now + this.intervalMs, this.free.get(channel) ?? 0));
      return 0;
    }
    if (!this.turns.has(key)) {
      if (this.free.size > MAX_CHANNELS) this.free.clear();
      if (this.turns.size > MAX_CHANNELS) this.turns.clear();
      this.turns.set(key, turn);
      this.free.set(channel, turn + this.intervalMs);
    }
    return turn - now;
  }

  /** Slack asks to wait: nobody posts there before that. */
  pause(channel: string, ms: number, now: number): void {
    this.free.set(channel, Math.max(this.free.get(channel) ?? 0, now + ms));
  }
}
