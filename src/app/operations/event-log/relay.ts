import type { HoldfastEvent } from '../../../ports/operations/event-log.js';
import type { AppDeps } from '../../deps.js';
import { recordPublished } from './record-published.js';
import { notifyLifecycle, type LifecycleDeps } from './lifecycle-consumer.js';
import { pause } from './pause.js';
import { Retries } from './retries.js';

type Deps = LifecycleDeps & Pick<AppDeps, 'outbox' | 'eventLog' | 'metrics' | 'logger'>;

export interface RelayOptions {
  /** Interval of the search for missed and failed events. */
  readonly sweepMs: number;
  /** The sweep leaves younger events to the stream. */
  readonly graceMs: number;
  /** Events published at the same time. */
  readonly concurrency: number;
  /** Events waiting in memory; what is beyond stays in the outbox for the next sweep. */
  readonly maxWaiting: number;
}

const DEFAULTS: RelayOptions = { sweepMs: 1_000, graceMs: 1_000, concurrency: 32, maxWaiting: 2_000 };
const REOPEN_MS = 1_000;

/**
 * Empties the outbox.
 * A change stream delivers events immediately, and a sweep finds those that the stream missed. Any number of relays
 * may run at once. They repeat some work, which is idempotent.
 */
export class Relay {
  private readonly options: RelayOptions;
  private readonly stop = new AbortController();
  private readonly known = new Set<string>();
  private readonly waiting: HoldfastEvent[] = [];
  private readonly published: HoldfastEvent[] = [];
  private readonly retries = new Retries();
  private nextTry: NodeJS.Timeout | undefined;
  private active = 0;
  private flushing: Promise<void> | null = null;
  private loops: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly deps: Deps,
    options: Partial<RelayOptions> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
  }

  start(): void {
    this.loops = Promise.all([this.watchForever(), this.sweepForever()]);
  }

  /** Stops the loops and waits for running events. Waiting ones stay in the outbox. */
  async close(): Promise<void> {
    this.stop.abort();
    clearTimeout(this.nextTry);
    this.waiting.length = 0;
    await this.loops;
    while (this.active > 0 || this.flushing !== null) await pause(10);
  }

  private async watchForever(): Promise<void> {
    while (!this.isStopped()) {
      try {
        const token = await this.deps.eventLog.newestToken();
        await this.deps.eventLog.readAfter(token, ({ event }) => this.take(event), this.stop.signal);
      } catch (error) {
        this.deps.metrics.relayFailed('watch');
        this.deps.logger.warn({ err: error }, 'event stream broke; the sweep continues');
        await pause(REOPEN_MS, this.stop.signal);
      }
    }
  }

  private async sweepForever(): Promise<void> {
    while (!this.isStopped()) {
      try {
        if (this.retries.waitMs(performance.now()) > 0 && this.waiting.length > 0) continue;
        const olderThan = new Date(this.deps.clock.now().getTime() - this.options.graceMs);
        const pending = await this.deps.outbox.pending(olderThan, this.options.maxWaiting);
        for (const event of pending) this.offer(event);
      } catch (error) {
        this.deps.metrics.relayFailed('read');
        this.deps.logger.warn({ err: error }, 'outbox read failed');
      } finally {
        await pause(this.options.sweepMs, this.stop.signal);
      }
    }
  }

  private take(event: HoldfastEvent | null): void {
    if (event?.lifecycleToldAt === null) this.offer(event);
  }

  private offer(event: HoldfastEvent): void {
    if (this.isStopped() || this.known.has(event.id) || this.waiting.length >= this.options.maxWaiting)
      return;
    if (!this.retries.mayTry(event.id, performance.now())) return;
    this.known.add(event.id);
    this.waiting.push(event);
    this.pump();
  }

  private pump(): void {
    while (this.active < this.retries.room(this.options.concurrency, performance.now())) {
      const event = this.waiting.shift();
      if (event === undefined) return;
      this.active += 1;
      void this.publish(event).finally(() => {
        this.active -= 1;
        this.pump();
      });
    }
    this.pumpAgainLater();
  }

  /** In an outage nothing else would begin the next try. */
  private pumpAgainLater(): void {
    const waitMs = this.retries.waitMs(performance.now());
    if (waitMs === 0 || this.waiting.length === 0 || this.isStopped()) return;
    clearTimeout(this.nextTry);
    this.nextTry = setTimeout(() => this.pump(), Math.ceil(waitMs));
  }

  private async publish(event: HoldfastEvent): Promise<void> {
    try {
      const wasNotified = await notifyLifecycle(this.deps, event);
      if (wasNotified) this.noteSuccess(event);
      this.published.push(event);
      this.flushing ??= this.flush().finally(() => (this.flushing = null));
    } catch (error) {
      this.known.delete(event.id);
      this.noteFailure(event, error);
    }
  }

  private noteSuccess({ id }: HoldfastEvent): void {
    const outageMs = this.retries.noteSuccess(id, performance.now());
    if (outageMs === null) return;
    this.deps.logger.info({ outageMs: Math.round(outageMs) }, 'event publishing recovered');
  }

  /**
   * Counts every failure.
   * The log has one line for an outage, and one for an event that fails repeatedly.
   */
  private noteFailure(event: HoldfastEvent, error: unknown): void {
    this.deps.metrics.relayFailed('publish');
    const fields = { err: error, event: event.id, type: event.type };
    switch (this.retries.noteFailure(event.id, performance.now())) {
      case 'outage_began':
        this.deps.logger.warn(fields, 'event publishing failed; events wait in the outbox and are retried');
        return;
      case 'event_fails':
        this.deps.logger.warn(fields, 'event not published; retrying');
        return;
      case 'nothing_new':
    }
  }

  /** Records published events in batches. Later ones join the next batch. */
  private async flush(): Promise<void> {
    while (this.published.length > 0) {
      const batch = this.published.splice(0);
      try {
        await recordPublished(this.deps, batch);
      } catch (error) {
        this.deps.metrics.relayFailed('note');
        this.deps.logger.warn(
          { err: error, events: batch.length },
          'published events not recorded; they are published again',
        );
      } finally {
        for (const event of batch) this.known.delete(event.id);
      }
    }
  }

  private isStopped(): boolean {
    return this.stop.signal.aborted;
  }
}
