import type { ConsumerPosition } from '../../../ports/operations/event-log.js';
import { ConsumerTenure, type ConsumerDeps, type ConsumerLoopOptions } from './consumer-tenure.js';
import type { EventConsumer } from './event-consumer.js';
import { backoffMs, pause } from './pause.js';

const DEFAULTS: ConsumerLoopOptions = {
  leaseMs: 15_000,
  noteMs: 1_000,
  concurrency: 16,
  maxWaiting: 1_000,
  pageSize: 500,
  firstWaitMs: 1_000,
  maxWaitMs: 60_000,
};

/**
 * Reads the event log for one consumer, in the one process that holds its lease.
 * If the log no longer covers the consumer's position, it sweeps through all events since, ticket by ticket, and then
 * reads on.
 */
export class ConsumerLoop {
  private readonly options: ConsumerLoopOptions;
  private readonly stop = new AbortController();
  private readonly holder: string;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly deps: ConsumerDeps,
    private readonly consumer: EventConsumer,
    options: Partial<ConsumerLoopOptions> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
    this.holder = deps.newId();
  }

  start(): void {
    this.loop = this.run();
  }

  /** Waits for running events, then saves the position. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    for (let failures = 0; !signal.aborted;) {
      try {
        const tenure = await this.begin();
        if (tenure === null) await pause(this.options.leaseMs / 3, signal);
        else await tenure.serve();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.deps.metrics.consumerFailed(this.consumer.name, 'read');
        const fields = { err: error, consumer: this.consumer.name };
        if (failures === 2) this.deps.logger.warn(fields, 'event log read failed; retrying');
        await pause(backoffMs(failures, this.options.firstWaitMs, this.options.maxWaitMs), signal);
      }
    }
  }

  /** Null while another process has the consumer. */
  private async begin(): Promise<ConsumerTenure | null> {
    const { consumerPositions, clock } = this.deps;
    const { name } = this.consumer;
    const now = clock.now();
    const until = new Date(now.getTime() + this.options.leaseMs);
    const held = await consumerPositions.hold(name, this.holder, now, until);
    if (held === undefined) return null;
    const position = held ?? (await this.firstPosition(now));
    return new ConsumerTenure(this.deps, this.consumer, this.options, {
      holder: this.holder,
      position,
      until,
      signal: this.stop.signal,
    });
  }

  private async firstPosition(now: Date): Promise<ConsumerPosition> {
    const { startsFrom } = this.consumer;
    const token = await this.deps.eventLog.newestToken();
    const from = startsFrom === 'beginning' ? new Date(0) : startsFrom;
    return { token, sweep: from === 'now' ? null : { from, place: null }, caughtUpAt: now };
  }
}
