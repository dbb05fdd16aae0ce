import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DEFAULT_POLICY,
  isBreached,
  newBreaches,
  nextDueAt,
  pauseClock,
  recordBreach,
  recordFirstResponse,
  remainingSeconds,
  resumeClock,
  retarget,
  startClock,
  stopClock,
} from '../../src/domain/sla.js';
import { PRIORITIES } from '../../src/domain/ticket-fields.js';
import { minutes, T0 } from '../support/builders.js';

const medium = () => startClock(DEFAULT_POLICY, 'medium', T0);

describe('SLA clock', () => {
  it.each([
    ['urgent', 15, 240],
    ['high', 60, 480],
    ['medium', 240, 1440],
    ['low', 480, 4320],
  ] as const)('%s: first response %d min, resolution %d min', (priority, response, resolution) => {
    const clock = startClock(DEFAULT_POLICY, priority, T0);
    expect(clock.firstResponse.dueAt).toEqual(minutes(response));
    expect(clock.resolution.dueAt).toEqual(minutes(resolution));
  });

  it('stands still while paused and goes on with what was left', () => {
    const paused = pauseClock(medium(), minutes(100));
    expect(remainingSeconds(paused, 'firstResponse', minutes(5_000))).toBe(140 * 60);
    expect(newBreaches(paused, minutes(5_000))).toEqual([]);
    expect(nextDueAt(paused)).toBeNull();
    const resumed = resumeClock(paused, minutes(5_000));
    expect(remainingSeconds(resumed, 'firstResponse', minutes(5_000))).toBe(140 * 60);
    expect(nextDueAt(resumed)).toEqual(minutes(5_140));
  });

  it('a reopened ticket gets the rest of its time', () => {
    const stopped = stopClock(recordFirstResponse(medium(), minutes(10)), minutes(1_000), true);
    expect(stopped.resolution.metAt).toEqual(minutes(1_000));
    const reopened = resumeClock(stopped, minutes(3_000));
    expect(reopened.resolution).toEqual({ dueAt: minutes(3_440), metAt: null, breachedAt: null });
    expect(reopened.firstResponse.dueAt).toEqual(minutes(240));
  });

  it('notices a breach at the due instant, once', () => {
    expect(newBreaches(medium(), minutes(239.9))).toEqual([]);
    expect(newBreaches(medium(), minutes(240))).toEqual(['firstResponse']);
    const recorded = recordBreach(medium(), 'firstResponse', minutes(241));
    expect(newBreaches(recorded, minutes(300))).toEqual([]);
    expect(nextDueAt(recorded)).toEqual(minutes(1_440));
  });

  it('finds both breaches after a long outage', () => {
    expect(newBreaches(medium(), minutes(9_999))).toEqual(['firstResponse', 'resolution']);
  });

  it('a response that came late is a breach even if nobody had noticed', () => {
    expect(isBreached(recordFirstResponse(medium(), minutes(241)).firstResponse)).toBe(true);
    expect(isBreached(recordFirstResponse(medium(), minutes(240)).firstResponse)).toBe(false);
  });

  it('only the first response counts', () => {
    const answered = recordFirstResponse(medium(), minutes(1));
    expect(recordFirstResponse(answered, minutes(50)).firstResponse.metAt).toEqual(minutes(1));
  });

  it('keeps elapsed time when the priority changes', () => {
    const raised = retarget(medium(), DEFAULT_POLICY, 'medium', 'urgent');
    expect(raised.firstResponse.dueAt).toEqual(minutes(15));
    const met = retarget(recordFirstResponse(medium(), minutes(1)), DEFAULT_POLICY, 'medium', 'urgent');
    expect(met.firstResponse.dueAt).toEqual(minutes(240));
  });

  it('property: pausing for any time at any moment never changes what is left', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRIORITIES),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (priority, at, length) => {
          const clock = startClock(DEFAULT_POLICY, priority, T0);
          const before = remainingSeconds(clock, 'resolution', minutes(at));
          const after = resumeClock(pauseClock(clock, minutes(at)), minutes(at + length));
          expect(remainingSeconds(after, 'resolution', minutes(at + length))).toBe(before);
        },
      ),
    );
  });
});
