import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../ports/logger.js';

/** Interval of the check: a Temporal that was restored from a backup may not have the schedules. */
const LOOK_MS = 10 * 60_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [1_000, 60_000];

/** Keeps a resource in Temporal while the process runs, in the background. */
export class ScheduleKeeper {
  private readonly stop = new AbortController();
  private readonly loop: Promise<void>;

  constructor(
    private readonly ensure: () => Promise<void>,
    private readonly logger: Logger,
  ) {
    this.loop = this.keep();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  private async keep(): Promise<void> {
    let failures = 0;
    while (!this.stop.signal.aborted) {
      try {
        await this.ensure();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.logger.warn({ err: error }, 'schedules not updated; retrying');
      }
      const pauseMs =
        failures === 0 ? LOOK_MS : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }
}
