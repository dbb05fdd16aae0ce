import { setMaxListeners } from 'node:events';
import { addMinutes } from '../../../domain/time.js';
import {
  LogHistoryLost,
  type ConsumerPosition,
  type HoldfastEvent,
  type LogEntry,
} from '../../../ports/operations/event-log.js';
import type { AppDeps } from '../../deps.js';
import type { EventConsumer } from './event-consumer.js';
import { EventOrder } from './event-order.js';
import { backoffMs, pause } from './pause.js';
import { placeOf } from './ticket-place.js';

export type ConsumerDeps = Pick<
  AppDeps,
  'eventLog' | 'consumerPositions' | 'metrics' | 'logger' | 'clock' | 'newId' | 'tracer'
>;

export interface ConsumerLoopOptions {
  /** Lease of a consumer: a process that does not renew it in this time loses the consumer. */
  readonly leaseMs: number;
  /** Interval of saving the position. After a crash, events since then are handled again. */
  readonly noteMs: number;
  /** Events of different tickets that are handled at the same time. */
  readonly concurrency: number;
  /** Entries of the log in memory at most, behind the oldest that is not handled. */
  readonly maxWaiting: number;
  /** Events that the sweep reads at a time. */
  readonly pageSize: number;
  /** The first wait after a failure; each further one doubles it. */
  readonly firstWaitMs: number;
  readonly maxWaitMs: number;
}

/**
 * Clocks differ, and events are committed some seconds after their `at`.
 * A sweep starts this much earlier.
 */
const OVERLAP_MINUTES = 10;

interface Waiting {
  readonly entry: LogEntry;
  isDone: boolean;
}

/** The time in which this process reads for the consumer. */
export class ConsumerTenure {
  private readonly end = new AbortController();
  private readonly order: EventOrder;
  private readonly waiting: Waiting[] = [];
  private position: ConsumerPosition;
  private noted: ConsumerPosition | null = null;
  private until: Date;
  private readonly failing = new Set<string>();
  private room: (() => void) | null = null;

  constructor(
    private readonly deps: ConsumerDeps,
    private readonly consumer: EventConsumer,
    private readonly options: ConsumerLoopOptions,
    private readonly given: {
      readonly holder: string;
      readonly position: ConsumerPosition;
      readonly until: Date;
      readonly signal: AbortSignal;
    },
  ) {
    this.position = given.position;
    this.until = given.until;
    this.order = new EventOrder(consumer.concurrency ?? options.concurrency, (event, turn) =>
      this.handle(event, turn),
    );
    // As many events as wait for their next try listen for the end.
    setMaxListeners(0, this.end.signal);
    this.end.signal.addEventListener('abort', () => this.room?.(), { once: true });
  }

  /** Until the process stops or has lost the consumer. @throws what reading throws. */
  async serve(): Promise<void> {
    const stop = () => this.end.abort();
    this.given.signal.addEventListener('abort', stop, { once: true });
    if (this.given.signal.aborted) stop();
    let noting: Promise<void> | undefined;
    try {
      // Saved before the first event: a crash must not change where a new consumer starts.
      await this.note();
      noting = this.noteForever();
      await this.read();
    } finally {
      stop();
      this.given.signal.removeEventListener('abort', stop);
      await noting;
      await this.finish();
    }
  }

  private async read(): Promise<void> {
    const { eventLog, logger } = this.deps;
    try {
      await this.sweep();
      if (!this.isOver()) {
        await eventLog.readAfter(this.position.token, (entry) => this.take(entry), this.end.signal);
      }
    } catch (error) {
      if (!(error instanceof LogHistoryLost)) throw error;
      const from = addMinutes(this.position.caughtUpAt, -OVERLAP_MINUTES);
      const fields = { err: error, consumer: this.consumer.name, from };
      logger.warn(fields, 'event log no longer covers the consumer position; sweeping all events since then');
      const token = await eventLog.newestToken();
      this.waiting.length = 0;
      this.position = { ...this.position, token, sweep: { from, place: null } };
    }
  }

  private async sweep(): Promise<void> {
    for (let { sweep } = this.position; sweep !== null && !this.isOver(); { sweep } = this.position) {
      const page = await this.deps.eventLog.readTickets(sweep.from, sweep.place, this.options.pageSize);
      const handled = await Promise.all(page.map((event) => this.order.give(event)));
      if (handled.includes(false)) return;
      const last = page.at(-1);
      this.position = {
        ...this.position,
        sweep: last === undefined ? null : { from: sweep.from, place: placeOf(last) },
      };
    }
  }

  /** Waits while too much waits. */
  private async take(entry: LogEntry): Promise<void> {
    // A pure progress entry replaces the one before it.
    if (entry.event === null && this.waiting.at(-1)?.entry.event === null) this.waiting.pop();
    const waiting: Waiting = { entry, isDone: entry.event === null };
    this.waiting.push(waiting);
    if (entry.event !== null) {
      void this.order.give(entry.event).then((isHandled) => {
        waiting.isDone = isHandled;
        this.advance();
      });
    }
    this.advance();
    while (this.waiting.length >= this.options.maxWaiting && !this.isOver()) {
      await new Promise<void>((resolve) => (this.room = resolve));
    }
  }

  /** The position is behind the last entry before which all are handled. */
  private advance(): void {
    let done = 0;
    while (this.waiting[done]?.isDone === true) done += 1;
    const last = this.waiting.splice(0, done).at(-1);
    if (last === undefined) return;
    const { token, committedAt } = last.entry;
    this.position = { token, sweep: null, caughtUpAt: committedAt };
    this.room?.();
    this.room = null;
  }

  /** Retries until it succeeds; false if this process lost the lease, or is stopping. */
  private async handle(
    event: HoldfastEvent,
    turn: (attempt: () => Promise<boolean>) => Promise<boolean>,
  ): Promise<boolean> {
    if (this.consumer.wants?.(event) === false) return true;
    for (let failures = 0; ;) {
      const isHandled = await turn(() => this.attempt(event)).catch((error: unknown) => {
        failures += 1;
        this.noteFailure(event, error);
        return null;
      });
      if (isHandled !== null) return isHandled;
      await pause(backoffMs(failures, this.options.firstWaitMs, this.options.maxWaitMs), this.end.signal);
    }
  }

  private async attempt(event: HoldfastEvent): Promise<boolean> {
    // A process that was frozen may have been replaced.
    if (this.deps.clock.now() >= this.until) this.end.abort();
    if (this.isOver()) return false;
    const { name } = this.consumer;
    const facts = { 'holdfast.event.id': event.id, 'holdfast.consumer': name };
    const about = {
      name: `${name} ${event.type}`,
      kind: 'consumer',
      facts,
      parent: event.traceparent,
    } as const;
    await this.deps.tracer.span(about, () => this.consumer.handle(event));
    this.deps.metrics.eventConsumed(name);
    if (this.failing.delete(event.id) && this.failing.size === 0) {
      this.deps.logger.info({ consumer: name }, 'event handling recovered');
    }
    return true;
  }

  /** Counts every failure. The log has one line until none fails. */
  private noteFailure(event: HoldfastEvent, error: unknown): void {
    const { name } = this.consumer;
    this.deps.metrics.consumerFailed(name, 'handle');
    const isFirst = this.failing.size === 0;
    this.failing.add(event.id);
    if (!isFirst) return;
    const fields = { err: error, consumer: name, event: event.id, type: event.type };
    this.deps.logger.warn(fields, 'event not handled; retrying, and later events of its ticket wait');
  }

  private async noteForever(): Promise<void> {
    const { signal } = this.end;
    while (!this.isOver()) {
      await pause(this.options.noteMs, signal);
      const leftMs = this.until.getTime() - this.deps.clock.now().getTime();
      if (this.position === this.noted && leftMs > (this.options.leaseMs * 2) / 3) continue;
      try {
        await this.note();
      } catch (error) {
        this.deps.metrics.consumerFailed(this.consumer.name, 'note');
        const fields = { err: error, consumer: this.consumer.name };
        this.deps.logger.warn(fields, 'consumer position not saved; more events repeat after a crash');
      }
      if (this.deps.clock.now() >= this.until) this.end.abort();
    }
  }

  private async note(): Promise<void> {
    const { position } = this;
    const until = new Date(this.deps.clock.now().getTime() + this.options.leaseMs);
    const { name } = this.consumer;
    if (!(await this.deps.consumerPositions.note(name, this.given.holder, position, until))) {
      this.end.abort();
      return;
    }
    this.until = until;
    this.noted = position;
  }

  /** Finishes running events. Events that have not started are for the next holder. */
  private async finish(): Promise<void> {
    const { consumerPositions } = this.deps;
    const { name } = this.consumer;
    try {
      const events = this.waiting.flatMap(({ entry: { event } }) => event ?? []);
      await Promise.all(events.map((event) => this.order.give(event)));
      this.advance();
      if (await consumerPositions.note(name, this.given.holder, this.position, this.until)) {
        await consumerPositions.release(name, this.given.holder);
      }
    } catch (error) {
      this.deps.logger.warn({ err: error, consumer: name }, 'consumer position not saved at shutdown');
    }
  }

  private isOver(): boolean {
    return this.end.signal.aborted;
  }
}
