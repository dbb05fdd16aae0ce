import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openLimiter } from '../../src/adapters/limits/open-limiter.js';
import { pseudonyms } from '../../src/adapters/limits/pseudonym.js';
import type { RatePolicy } from '../../src/domain/operations/rate-limits.js';
import type { RateLimiter } from '../../src/ports/rate-limiter.js';
import { listeningLogger } from '../support/servers/listening-logger.js';
import { HAS_REDIS, RedisServer } from '../support/servers/redis.js';
import { waitFor } from '../support/wait-for.js';

/** An hour, so that no window ends in the middle of a test but once in a blue moon. */
const policy: RatePolicy = { name: 'test', quota: 10, windowSeconds: 3600 };
const IN_PRODUCTION_MS = 250;
const AWAY = 'Redis unreachable; each process counts its own requests';
const BACK = 'Redis reachable; limits apply across all processes again';

(HAS_REDIS ? describe : describe.skip)('the rate limiter over Redis', () => {
  let redis: RedisServer;
  let closers: (() => void)[];
  beforeEach(async () => {
    redis = await RedisServer.start();
    closers = [];
  });
  afterEach(async () => {
    for (const close of closers) close();
    await redis.close();
  });

  /** Where Redis is there, it is waited for, however busy the machine is. */
  async function processes(count: number, redisAnswerMs = 60_000) {
    const { logger, lines } = listeningLogger();
    const limiters: RateLimiter[] = [];
    for (let index = 0; index < count; index++) {
      const settings = { redisUrl: redis.url, pseudonym: pseudonyms('a secret'), logger, redisAnswerMs };
      const { limiter, connect, close } = openLimiter(settings);
      await connect();
      closers.push(close);
      limiters.push(limiter);
    }
    const messages = () => lines.map(({ message }) => message);
    return { limiters, messages };
  }

  async function allowed(limiters: readonly RateLimiter[], count: number, key = 'me@example.org') {
    const asked = Array.from({ length: count }, (_, index) =>
      limiters[index % limiters.length]!.consume(policy, key),
    );
    return (await Promise.all(asked)).filter(({ isAllowed }) => isAllowed).length;
  }

  it('counts for all processes together, all at once', async () => {
    const { limiters, messages } = await processes(3);
    expect(await allowed(limiters, 60)).toBe(10);
    await limiters[0]!.giveBack(policy, 'me@example.org');
    expect(await allowed(limiters, 6)).toBe(1);
    await limiters[1]!.reset(policy, 'me@example.org');
    expect(await allowed(limiters, 60)).toBe(10);
    expect(messages()).toEqual([]);
  });

  it('stores no name in plain text, and every key has a TTL', async () => {
    const { limiters } = await processes(1);
    await allowed(limiters, 1);
    const keys = await redis.ask((client) => client.keys('*'));
    expect(keys).toEqual([expect.stringMatching(/^holdfast:limit:[\w-]{43}$/u)]);
    const ttl = await redis.ask((client) => client.ttl(keys[0]!));
    expect(ttl).toBeGreaterThan(3600);
    expect(ttl).toBeLessThanOrEqual(7200);
  });

  it('counts locally while Redis is down, logs this once, and returns to Redis', async () => {
    const { limiters, messages } = await processes(1);
    expect(await allowed(limiters, 4)).toBe(4);
    await redis.stop();
    await waitFor('the loss to be noticed', () => messages()[0]);
    expect(await allowed(limiters, 60)).toBe(10);
    expect(messages()).toEqual([AWAY]);
    await redis.start();
    await waitFor('Redis to be used again', () => messages()[1]);
    expect(await allowed(limiters, 60)).toBe(10);
    expect(await redis.ask((client) => client.dbsize())).toBe(1);
    expect(messages()).toEqual([AWAY, BACK]);
  });

  it('does not wait for a Redis that hangs: once for a moment, then not at all', async () => {
    const { limiters, messages } = await processes(1, IN_PRODUCTION_MS);
    await allowed(limiters, 1);
    redis.signal('SIGSTOP');
    expect(await allowed(limiters, 60)).toBe(10);
    expect(messages()).toEqual([AWAY]);
    await waitFor('answers without a wait', async () => {
      const startedAt = performance.now();
      await limiters[0]!.consume(policy, 'somebody else');
      return performance.now() - startedAt < 50 ? true : undefined;
    });
    redis.signal('SIGCONT');
    await waitFor('Redis to be used again', () => messages()[1]);
    expect(messages()).toEqual([AWAY, BACK]);
    expect(await allowed(limiters, 60)).toBeLessThanOrEqual(10);
  });
});

describe('the rate limiter where Redis has never been', () => {
  it('starts, and counts for itself', async () => {
    const { logger, lines } = listeningLogger();
    const settings = { redisUrl: 'redis://127.0.0.1:1', pseudonym: pseudonyms('a secret'), logger };
    const { limiter, connect, close } = openLimiter(settings);
    await connect();
    const asked = await Promise.all(Array.from({ length: 20 }, () => limiter.consume(policy, 'me')));
    close();
    expect(asked.filter(({ isAllowed }) => isAllowed)).toHaveLength(10);
    expect(lines).toEqual([{ level: 'warn', err: expect.anything(), message: AWAY }]);
  });
});
