import type { AppDeps } from '../deps.js';

/** For entries that other processes have stored late, and for clocks that differ. */
const OVERLAP_MS = 3_000;

interface PollOptions<T> {
  /** For the log. */
  readonly name: string;
  readonly everyMs: number;
  /** Returns the entries that were stored at `since` or later. */
  readonly read: (since: Date) => Promise<readonly T[]>;
  readonly storedAt: (entry: T) => Date;
  /** Takes entries that no earlier poll has brought. */
  readonly take: (entries: readonly T[], now: Date) => Promise<void>;
}

/** Reads what all processes store, for the connections of this one: one query a process, however many there are. */
export class Poll<T extends { readonly id: string }> {
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;
  private since: Date;
  /** The entries of the overlap that were taken, by id. */
  private taken = new Map<string, number>();

  constructor(
    private readonly deps: Pick<AppDeps, 'clock' | 'logger'>,
    private readonly isNeeded: () => boolean,
    private readonly options: PollOptions<T>,
  ) {
    this.since = deps.clock.now();
  }

  start(): void {
    this.timer = setInterval(() => void this.run(), this.options.everyMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      if (this.isNeeded()) await this.takeNew();
      else this.since = this.deps.clock.now();
    } catch (error) {
      // The next poll reads them again.
      this.deps.logger.warn({ err: error, poll: this.options.name }, 'live poll failed');
    } finally {
      this.isRunning = false;
    }
  }

  private async takeNew(): Promise<void> {
    const { read, storedAt, take } = this.options;
    const now = this.deps.clock.now();
    const recent = await read(new Date(this.since.getTime() - OVERLAP_MS));
    const fresh = recent.filter((entry) => this.taken.get(entry.id) !== storedAt(entry).getTime());
    if (fresh.length > 0) await take(fresh, now);
    this.since = now;
    this.taken = new Map(recent.map((entry) => [entry.id, storedAt(entry).getTime()]));
  }
}
