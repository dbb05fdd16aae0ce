import type { RatePolicy } from '../../domain/operations/rate-limits.js';
import type { Quota, RateLimiter } from '../../ports/rate-limiter.js';
import type { Counters } from './counters.js';

/** The counts of the current window, including this request, and of the one before. */
interface Counted {
  readonly current: number;
  readonly previous: number;
  /** Since the running window began. */
  readonly elapsedMs: number;
}

/**
 * A sliding-window counter of two fixed windows.
 * The older one counts by the share that the sliding window still covers, as if its requests were evenly distributed.
 * Any period of a window's length allows less than twice the quota, in the worst case of a burst at the end of a
 * window. A fixed window never allows more than the quota.
 */
export class SlidingWindowLimiter implements RateLimiter {
  constructor(private readonly counters: Counters) {}

  async consume(policy: RatePolicy, key: string): Promise<Quota> {
    const { running, before, elapsedMs } = windowsOf(policy, key);
    // Counts first and undoes it at the limit, so that two parallel calls cannot both take the last unit.
    const [current, previous] = await Promise.all([
      this.counters.add(running, 1, 2 * policy.windowSeconds),
      this.counters.read(before),
    ]);
    const counted = { current, previous: Math.max(0, previous), elapsedMs };
    const quota = judge(policy, counted);
    if (!quota.isAllowed) await this.counters.add(running, -1, 2 * policy.windowSeconds);
    return quota;
  }

  async look(policy: RatePolicy, key: string): Promise<Quota> {
    const { running, before, elapsedMs } = windowsOf(policy, key);
    const [current, previous] = await Promise.all([this.counters.read(running), this.counters.read(before)]);
    return judge(policy, { current: current + 1, previous: Math.max(0, previous), elapsedMs });
  }

  async giveBack(policy: RatePolicy, key: string): Promise<void> {
    await this.counters.add(windowsOf(policy, key).running, -1, 2 * policy.windowSeconds);
  }

  async reset(policy: RatePolicy, key: string): Promise<void> {
    const { running, before } = windowsOf(policy, key);
    await Promise.all([this.counters.remove(running), this.counters.remove(before)]);
  }
}

function windowsOf({ name, windowSeconds }: RatePolicy, key: string) {
  const now = Date.now();
  const windowMs = windowSeconds * 1000;
  const index = Math.floor(now / windowMs);
  const prefix = `${name}:${key}:`;
  return { running: `${prefix}${index}`, before: `${prefix}${index - 1}`, elapsedMs: now - index * windowMs };
}

function judge({ quota, windowSeconds }: RatePolicy, { current, previous, elapsedMs }: Counted): Quota {
  const windowMs = windowSeconds * 1000;
  // In integers, so that rounding neither loses nor duplicates the last unit.
  const free = (quota - current) * windowMs - previous * (windowMs - elapsedMs);
  const isAllowed = free >= 0;
  const waitMs = isAllowed ? windowMs - elapsedMs : waitOf(quota, windowMs, { current, previous, elapsedMs });
  return {
    isAllowed,
    remaining: isAllowed ? Math.floor(free / windowMs) : 0,
    resetSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  };
}

/**
 * Returns the wait until the same request would be allowed, without other requests: the older window must slide far
 * enough.
 */
function waitOf(quota: number, windowMs: number, { current, previous, elapsedMs }: Counted): number {
  if (current <= quota) return windowMs - elapsedMs - Math.floor(((quota - current) * windowMs) / previous);
  const taken = current - 1;
  const next = windowMs - Math.floor(((quota - 1) * windowMs) / taken);
  return windowMs - elapsedMs + Math.max(0, next);
}
