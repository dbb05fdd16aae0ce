import { describe, expect, it } from '@jest/globals';
import { Capacity } from '../../../src/api/http/capacity.js';

describe('how many requests are carried out at once', () => {
  const LONG_MS = 600_000;

  /** So many who want to get in; `told` are their answers, in the order in which they come. */
  function crowd(capacity: Capacity, count: number, told: (readonly [index: number, isIn: boolean])[]) {
    return Array.from({ length: count }, async (_, index) => {
      told.push([index, await capacity.enter()]);
    });
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('admits up to the limit, queues some more, and refuses the others at once', async () => {
    const capacity = new Capacity(2, LONG_MS);
    const told: [number, boolean][] = [];
    const all = crowd(capacity, 68, told);
    await settled();
    expect(told).toEqual([
      ...[0, 1].map((index) => [index, true]),
      ...[66, 67].map((index) => [index, false]),
    ]);
    expect(capacity.inProgress).toBe(2);
    for (let left = 0; left < 64; left += 1) capacity.leave();
    await Promise.all(all);
  });

  it('gives a free place to the longest waiting request', async () => {
    const capacity = new Capacity(1, LONG_MS);
    const told: [number, boolean][] = [];
    const all = crowd(capacity, 4, told);
    for (let left = 0; left < 3; left += 1) {
      capacity.leave();
      await settled();
      expect(told.at(-1)).toEqual([left + 1, true]);
      expect(capacity.inProgress).toBe(1);
    }
    await Promise.all(all);
    capacity.leave();
    expect(capacity.inProgress).toBe(0);
    await expect(capacity.enter()).resolves.toBe(true);
  });

  it('limits the wait, and does not count cancelled requests', async () => {
    const capacity = new Capacity(1, 1);
    await capacity.enter();
    expect(await Promise.all([capacity.enter(), capacity.enter()])).toEqual([false, false]);
    expect(capacity.inProgress).toBe(1);
    capacity.leave();
    expect(capacity.inProgress).toBe(0);
  });

  describe('as time goes by', () => {
    let now = 0;
    const crowdedOne = async (waitMs: number) => {
      const capacity = new Capacity(1, waitMs, () => now);
      await capacity.enter();
      return capacity;
    };
    const pass = (ms: number) => void (now += ms);
    const letThrough = (capacity: Capacity, count: number, everyMs: number) => {
      for (let left = 0; left < count; left += 1) {
        pass(everyMs);
        capacity.leave();
      }
    };
    /** One more comes for each that is done. */
    const keepBusy = (capacity: Capacity, count: number, everyMs: number) =>
      Array.from({ length: count }, () => {
        letThrough(capacity, 1, everyMs);
        return crowd(capacity, 1, []);
      }).flat();
    const empty = (capacity: Capacity) => {
      while (capacity.inProgress > 0) letThrough(capacity, 1, 1);
    };
    const inOf = (told: readonly (readonly [number, boolean])[]) => told.filter(([, isIn]) => isIn).length;

    it('refuses at once if the expected wait is too long', async () => {
      const capacity = await crowdedOne(3_000);
      const burst: [number, boolean][] = [];
      const all = crowd(capacity, 30, burst);
      letThrough(capacity, 30, 50);
      await Promise.all(all);
      expect(inOf(burst)).toBe(30);
      empty(capacity);
      const quick: [number, boolean][] = [];
      await capacity.enter();
      const some = crowd(capacity, 32, quick);
      letThrough(capacity, 30, 1_000);
      await settled();
      const slow: [number, boolean][] = [];
      const more = crowd(capacity, 20, slow);
      await settled();
      // Two wait from before; at nearly a second each there is no room for more.
      expect(slow.length).toBeGreaterThanOrEqual(18);
      empty(capacity);
      await Promise.all([...some, ...more]);
    });

    it('keeps a queue short that does not go away, and serves a burst again once it has', async () => {
      const capacity = await crowdedOne(3_000);
      const all = [...crowd(capacity, 4, []), ...keepBusy(capacity, 50, 100)];
      const told: [number, boolean][] = [];
      const more = crowd(capacity, 30, told);
      await settled();
      // Half of the time is room for fifteen, with the four that wait already.
      expect(told.length).toBeGreaterThan(15);
      expect(told.length).toBeLessThan(30);
      empty(capacity);
      await Promise.all([...all, ...more]);
      const burst: [number, boolean][] = [];
      await capacity.enter();
      const late = crowd(capacity, 20, burst);
      await settled();
      expect(burst).toEqual([]);
      empty(capacity);
      await Promise.all(late);
      expect(inOf(burst)).toBe(20);
    });

    it('does not take a moment in which nothing is done for the pace', async () => {
      const capacity = await crowdedOne(3_000);
      const some = [...crowd(capacity, 32, []), ...keepBusy(capacity, 100, 10)];
      letThrough(capacity, 1, 900);
      const told: [number, boolean][] = [];
      const late = crowd(capacity, 1, told);
      await settled();
      expect(told).toEqual([]);
      empty(capacity);
      await Promise.all([...some, ...late]);
      expect(inOf(told)).toBe(1);
    });

    it('refuses at once if no request completes', async () => {
      const capacity = await crowdedOne(3_000);
      const first: [number, boolean][] = [];
      const all = crowd(capacity, 2, first);
      pass(3_000);
      const late: [number, boolean][] = [];
      await Promise.all(crowd(capacity, 5, late));
      expect([first, inOf(late)]).toEqual([[], 0]);
      letThrough(capacity, 2, 1);
      await Promise.all(all);
      expect(inOf(first)).toBe(2);
    });
  });
});
