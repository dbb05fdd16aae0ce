import { describe, expect, it } from '@jest/globals';
import { Capacity } from '../../src/api/capacity.js';

describe('how many requests are carried out at once', () => {
  let now = 0;
  const capacityOf = (bound: number) => {
    now = 1_000;
    return new Capacity(bound, () => now);
  };
  /** How many of so many get in. */
  const enter = (capacity: Capacity, count: number) =>
    Array.from({ length: count }, () => capacity.enter()).filter((isIn) => isIn).length;
  const leave = (capacity: Capacity, count: number) => {
    for (let left = count; left > 0; left -= 1) capacity.leave();
  };

  it('lets a burst in, up to four times the bound', () => {
    const capacity = capacityOf(10);
    expect(enter(capacity, 100)).toBe(40);
    expect(capacity.inProgress).toBe(40);
  });

  it('holds the bound once there has been no calm for half a second', () => {
    const capacity = capacityOf(10);
    expect(enter(capacity, 6)).toBe(6);
    now += 500;
    expect(enter(capacity, 100)).toBe(4);
    leave(capacity, 3);
    expect(enter(capacity, 100)).toBe(3);
  });

  it('refuses what comes on top of a burst that does not pass, until it has gone down to the bound', () => {
    const capacity = capacityOf(10);
    expect(enter(capacity, 30)).toBe(30);
    now += 500;
    expect(enter(capacity, 1)).toBe(0);
    leave(capacity, 20);
    expect(enter(capacity, 1)).toBe(0);
    leave(capacity, 1);
    expect(enter(capacity, 2)).toBe(1);
  });

  it('has room for bursts again as soon as half of it is free', () => {
    const capacity = capacityOf(10);
    enter(capacity, 6);
    now += 60_000;
    leave(capacity, 1);
    expect(enter(capacity, 100)).toBe(35);
  });

  it('has room for one at least', () => {
    const capacity = capacityOf(1);
    expect(enter(capacity, 9)).toBe(4);
    now += 500;
    leave(capacity, 4);
    expect(capacity.enter()).toBe(true);
  });
});
