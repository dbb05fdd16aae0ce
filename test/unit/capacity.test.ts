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

  it('lets so many in, and seven times as many wait; the others are told at once', async () => {
    const capacity = new Capacity(2, LONG_MS);
    const told: [number, boolean][] = [];
    const all = crowd(capacity, 18, told);
    await settled();
    expect(told).toEqual([
      ...[0, 1].map((index) => [index, true]),
      ...[16, 17].map((index) => [index, false]),
    ]);
    expect(capacity.inProgress).toBe(2);
    for (let left = 0; left < 14; left += 1) capacity.leave();
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
});
