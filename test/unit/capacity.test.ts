import { describe, expect, it } from '@jest/globals';
import { Capacity } from '../../src/api/capacity.js';

describe('how many requests are carried out at once', () => {
  const LONG_MS = 600_000;

  /** So many who want to get in; `told` are their answers, in the order in which they come. */
  function crowd(capacity: Capacity, count: number, told: (readonly [index: number, isIn: boolean])[]) {
    return Array.from({ length: count }, async (_, index) => {
      told.push([index, await capacity.enter()]);
    });
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('lets so many in, and some for each of them wait; the others are told at once', async () => {
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

  it('gives a place that is free to whoever waits longest', async () => {
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

  it('keeps nobody waiting without end, and does not count who went away', async () => {
    const capacity = new Capacity(1, 1);
    await capacity.enter();
    expect(await Promise.all([capacity.enter(), capacity.enter()])).toEqual([false, false]);
    expect(capacity.inProgress).toBe(1);
    capacity.leave();
    expect(capacity.inProgress).toBe(0);
  });

  it('tells at once who would wait for too long, as things go', async () => {
    const capacity = new Capacity(1, 1_000);
    const told: [number, boolean][] = [];
    await capacity.enter();
    const all = crowd(capacity, 10, told);
    // One in 300 ms.
    for (let left = 0; left < 10; left += 1) {
      const until = performance.now() + 300;
      while (performance.now() < until);
      capacity.leave();
    }
    await Promise.all(all);
    expect(told.every(([, isIn]) => isIn)).toBe(true);
    const more: [number, boolean][] = [];
    const crowded = crowd(capacity, 20, more);
    await settled();
    const refused = more.filter(([, isIn]) => !isIn).length;
    expect(refused).toBeGreaterThan(10);
    expect(refused).toBeLessThan(20);
    for (let left = 0; left < 20 - refused; left += 1) capacity.leave();
    await Promise.all(crowded);
  });

  it('tells at once who comes while nothing is done', async () => {
    const capacity = new Capacity(1, 50);
    await capacity.enter();
    await expect(capacity.enter()).resolves.toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const told: [number, boolean][] = [];
    const all = crowd(capacity, 5, told);
    await settled();
    expect(told.map(([, isIn]) => isIn)).toEqual([false, false, false, false, false]);
    await Promise.all(all);
  });
});
