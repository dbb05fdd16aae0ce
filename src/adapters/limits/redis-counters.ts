import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Logger } from '../../ports/logger.js';
import type { Counters } from './counters.js';
import { MemoryCounters } from './memory-counters.js';
import type { Pseudonym } from './pseudonym.js';

const ANSWER_MS = 250;
/** Time for a connection to close. Until then it counts as ready, although it hangs. */
const DISCONNECT_MS = 50;
const CONNECT_MS = 2_000;
const RECONNECT_MS = 1_000;

interface Settings {
  readonly url: string;
  /** Redis sees no address and no e-mail. */
  readonly pseudonym: Pseudonym;
  readonly logger: Logger;
  /** A request waits no longer than this for Redis, which answers in a millisecond. */
  readonly answerMs?: number | undefined;
}

/**
 * Counters that all processes share.
 * While Redis is down each process counts for itself and logs this once. Limits become wider, but no request fails or
 * waits because of them.
 */
export class RedisCounters implements Counters {
  private readonly client: Redis;
  private readonly store: RateLimiterRedis;
  private readonly spare = new MemoryCounters();
  private isAway = false;

  constructor(private readonly settings: Settings) {
    this.client = new Redis(settings.url, {
      lazyConnect: true,
      connectTimeout: CONNECT_MS,
      commandTimeout: settings.answerMs ?? ANSWER_MS,
      disconnectTimeout: DISCONNECT_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => RECONNECT_MS,
    });
    this.client.on('error', (error) => this.noteAway(error));
    this.client.on('close', () => this.noteAway(new Error('the connection was closed')));
    this.client.on('ready', () => this.noteBack());
    this.store = new RateLimiterRedis({
      storeClient: this.client,
      keyPrefix: 'holdfast:limit',
      points: 1,
      duration: 1,
      rejectIfRedisNotReady: true,
    });
  }

  /** Resolves once Redis is connected or known to be down. It then keeps reconnecting. */
  async connect(): Promise<void> {
    await this.client.connect().catch((error: unknown) => this.noteAway(error));
  }

  async add(key: string, by: number, ttlSeconds: number): Promise<number> {
    const name = this.settings.pseudonym(key);
    return this.orSpare(
      async () => (await this.store.penalty(name, by, { customDuration: ttlSeconds })).consumedPoints,
      () => this.spare.add(key, by, ttlSeconds),
    );
  }

  async read(key: string): Promise<number> {
    const name = this.settings.pseudonym(key);
    return this.orSpare(
      async () => (await this.store.get(name))?.consumedPoints ?? 0,
      () => this.spare.read(key),
    );
  }

  async remove(key: string): Promise<void> {
    const name = this.settings.pseudonym(key);
    await this.orSpare<unknown>(
      () => this.store.delete(name),
      () => this.spare.remove(key),
    );
  }

  close(): void {
    // Disconnecting on purpose is not logged.
    this.isAway = true;
    this.client.disconnect();
  }

  private async orSpare<T>(ask: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      // One that is connected and silent would make every request wait. A new connection is not used before it answers.
      if (this.client.status === 'ready') this.client.disconnect(true);
      this.noteAway(error);
      return instead();
    }
  }

  private noteAway(error: unknown): void {
    if (this.isAway) return;
    this.isAway = true;
    this.settings.logger.warn({ err: error }, 'Redis unreachable; each process counts its own requests');
  }

  private noteBack(): void {
    if (this.isAway)
      this.settings.logger.info({}, 'Redis reachable; limits apply across all processes again');
    this.isAway = false;
  }
}
