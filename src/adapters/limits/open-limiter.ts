import type { Logger } from '../../ports/logger.js';
import type { RateLimiter } from '../../ports/rate-limiter.js';
import { MemoryCounters } from './memory-counters.js';
import type { Pseudonym } from './pseudonym.js';
import { RedisCounters } from './redis-counters.js';
import { SlidingWindowLimiter } from './sliding-window.js';

interface Settings {
  /** Undefined: each process counts for itself. */
  readonly redisUrl: string | undefined;
  readonly pseudonym: Pseudonym;
  readonly logger: Logger;
  /** Timeout for an answer of Redis; 250 ms by default. */
  readonly redisAnswerMs?: number | undefined;
}

interface OpenLimiter {
  readonly limiter: RateLimiter;
  /** Call it where requests are counted. It resolves soon, even if Redis is down. */
  readonly connect: () => Promise<void>;
  readonly close: () => void;
}

/** Opens the rate limiter, over Redis if configured. */
export function openLimiter({ redisUrl, pseudonym, logger, redisAnswerMs }: Settings): OpenLimiter {
  if (redisUrl === undefined) {
    const limiter = new SlidingWindowLimiter(new MemoryCounters());
    return { limiter, connect: () => Promise.resolve(), close: () => undefined };
  }
  const counters = new RedisCounters({ url: redisUrl, pseudonym, logger, answerMs: redisAnswerMs });
  return {
    limiter: new SlidingWindowLimiter(counters),
    connect: () => counters.connect(),
    close: () => counters.close(),
  };
}
