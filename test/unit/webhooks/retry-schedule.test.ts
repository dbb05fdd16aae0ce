import { describe, expect, it } from '@jest/globals';
import {
  busyDelayMs,
  nextDelayMs,
  RETRY_DELAYS_MS,
  retryAfterOf,
} from '../../../src/domain/webhooks/retry-schedule.js';

const HOUR = 3_600_000;
const NOW = new Date('2026-12-01T12:00:00Z');

describe('the retries of a webhook', () => {
  it('go on for about 75 hours, and end', () => {
    const total = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);
    expect(total / HOUR).toBeCloseTo(75.6, 1);
    expect(nextDelayMs(RETRY_DELAYS_MS.length, 0.5, null)).toBe(24 * HOUR);
    expect(nextDelayMs(RETRY_DELAYS_MS.length + 1, 0.5, null)).toBeNull();
  });

  it.each(RETRY_DELAYS_MS.map((delay, index) => [index + 1, delay]))(
    'spread the wait after attempt %i by a tenth to both sides',
    (tries, delay) => {
      expect(nextDelayMs(tries, 0, null)).toBe(Math.round(delay * 0.9));
      expect(nextDelayMs(tries, 0.5, null)).toBe(delay);
      expect(nextDelayMs(tries, 1, null)).toBe(Math.round(delay * 1.1));
    },
  );

  it('wait at least as long as the receiver asks, up to a day', () => {
    for (const random of [0, 0.5, 1]) {
      expect(nextDelayMs(1, random, 120)).toBeGreaterThanOrEqual(120_000);
      expect(nextDelayMs(1, random, 1e9)).toBeGreaterThanOrEqual(24 * HOUR);
      expect(nextDelayMs(1, random, 1e9)).toBeLessThanOrEqual(24 * HOUR * 1.2);
    }
    expect(nextDelayMs(3, 0.5, 1)).toBe(RETRY_DELAYS_MS[2]);
  });

  it('double while an endpoint is busy, up to ten minutes', () => {
    expect([0, 1, 2].map((count) => busyDelayMs(count, 1))).toEqual([5_000, 10_000, 20_000]);
    expect(busyDelayMs(0, 0)).toBe(2_500);
    expect(busyDelayMs(99, 1)).toBe(600_000);
  });

  it.each([
    ['120', 120],
    ['0', 0],
    ['Tue, 01 Dec 2026 12:01:30 GMT', 90],
    ['Tue, 01 Dec 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    [null, null],
  ])('read Retry-After %s', (header, seconds) => {
    // A negative number is a year to the parser of dates.
    const read = retryAfterOf(header, NOW);
    expect(header === '-5' ? (read ?? 0) <= 0 || read === null : read === seconds).toBe(true);
  });
});
