import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { MemoryCounters } from '../../src/adapters/limits/memory-counters.js';
import { SlidingWindowLimiter } from '../../src/adapters/limits/sliding-window.js';
import type { RatePolicy } from '../../src/domain/operations/rate-limits.js';

const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1000;
const policy = (quota: number): RatePolicy => ({ name: 'test', quota, windowSeconds: WINDOW_SECONDS });

/** The instants of the fixed windows are multiples of their length. */
const START = 1_700_000_040_000;

let limiter: SlidingWindowLimiter;
beforeEach(() => {
  jest.useFakeTimers({ now: START });
  limiter = new SlidingWindowLimiter(new MemoryCounters());
});
afterEach(() => {
  jest.useRealTimers();
});

async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

/** How many of `count` requests, one right after the other, get through. */
async function burst(quota: number, count: number, key = 'somebody'): Promise<number> {
  let allowed = 0;
  for (let index = 0; index < count; index++) {
    if ((await limiter.consume(policy(quota), key)).isAllowed) allowed++;
  }
  return allowed;
}

/** The most that fell into any span of a window's length. */
function mostInAWindow(instants: readonly number[]): number {
  return Math.max(
    0,
    ...instants.map((from) => instants.filter((at) => at >= from && at < from + WINDOW_MS).length),
  );
}

describe('the sliding window', () => {
  it('admits the quota, returns the remaining number, and refuses the others', async () => {
    const first = await limiter.consume(policy(3), 'somebody');
    expect(first).toEqual({ isAllowed: true, remaining: 2, resetSeconds: 60 });
    expect(await burst(3, 5)).toBe(2);
    expect(await limiter.consume(policy(3), 'somebody')).toMatchObject({ isAllowed: false, remaining: 0 });
  });

  it('counts each key and each policy apart', async () => {
    expect(await burst(2, 5, 'one')).toBe(2);
    expect(await burst(2, 5, 'another')).toBe(2);
    const other = { ...policy(2), name: 'other' };
    expect((await limiter.consume(other, 'one')).isAllowed).toBe(true);
  });

  it('does not grant the quota twice at the edge of a window', async () => {
    await pass(WINDOW_MS - 1);
    expect(await burst(10, 10)).toBe(10);
    await pass(1);
    expect(await burst(10, 10)).toBe(0);
    await pass(WINDOW_MS / 2);
    expect(await burst(10, 10)).toBe(5);
  });

  it('forgets within two windows, however hard it was knocked at', async () => {
    await burst(10, 1_000);
    await pass(2 * WINDOW_MS);
    expect(await burst(10, 20)).toBe(10);
    expect(jest.getTimerCount()).toBe(1);
    await pass(2 * WINDOW_MS);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives back and resets', async () => {
    expect(await burst(2, 2)).toBe(2);
    await limiter.giveBack(policy(2), 'somebody');
    expect(await burst(2, 5)).toBe(1);
    await limiter.reset(policy(2), 'somebody');
    expect(await burst(2, 5)).toBe(2);
  });

  it('never lets two at once have the last one', async () => {
    const asked = await Promise.all(Array.from({ length: 50 }, () => limiter.consume(policy(7), 'somebody')));
    expect(asked.filter(({ isAllowed }) => isAllowed)).toHaveLength(7);
  });

  /** Pauses between requests: bursts, a steady stream, and gaps as long as windows. */
  const pauses = fc.array(
    fc.oneof(fc.constant(0), fc.integer({ max: 2_000, min: 1 }), fc.integer({ max: 2 * WINDOW_MS, min: 1 })),
    { minLength: 1, maxLength: 150 },
  );
  const quotas = fc.integer({ min: 1, max: 20 });

  it('lets less than twice the quota through in any window, and the quota at most in a fixed one', async () => {
    await fc.assert(
      fc.asyncProperty(quotas, pauses, async (quota, gaps) => {
        limiter = new SlidingWindowLimiter(new MemoryCounters());
        const allowed: number[] = [];
        for (const gap of gaps) {
          await pass(gap);
          if ((await limiter.consume(policy(quota), 'somebody')).isAllowed) allowed.push(Date.now());
        }
        expect(mostInAWindow(allowed)).toBeLessThan(2 * quota);
        const perWindow = new Map<number, number>();
        for (const at of allowed) {
          const index = Math.floor(at / WINDOW_MS);
          perWindow.set(index, (perWindow.get(index) ?? 0) + 1);
        }
        expect(Math.max(0, ...perWindow.values())).toBeLessThanOrEqual(quota);
      }),
    );
  });

  it('says truly how long to wait: then it is allowed, and a second sooner it is not', async () => {
    await fc.assert(
      fc.asyncProperty(quotas, pauses, async (quota, gaps) => {
        limiter = new SlidingWindowLimiter(new MemoryCounters());
        for (const gap of gaps) {
          await pass(gap);
          const { isAllowed, resetSeconds } = await limiter.consume(policy(quota), 'somebody');
          expect(resetSeconds).toBeGreaterThanOrEqual(1);
          if (isAllowed) continue;
          expect(resetSeconds).toBeLessThanOrEqual(2 * WINDOW_SECONDS);
          if (resetSeconds > 1) {
            await pass((resetSeconds - 1) * 1000 - 1);
            expect((await limiter.consume(policy(quota), 'somebody')).isAllowed).toBe(false);
          }
          await pass(resetSeconds > 1 ? 1_001 : 1_000);
          expect((await limiter.consume(policy(quota), 'somebody')).isAllowed).toBe(true);
        }
      }),
    );
  });

  it('leaves alone who stays below the quota, evenly spread', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 20 }), async (quota) => {
        limiter = new SlidingWindowLimiter(new MemoryCounters());
        const gapMs = Math.ceil(WINDOW_MS / (quota - 1));
        for (let index = 0; index < 5 * quota; index++) {
          expect((await limiter.consume(policy(quota), 'somebody')).isAllowed).toBe(true);
          await pass(gapMs);
        }
      }),
      { numRuns: 20 },
    );
  });
});
