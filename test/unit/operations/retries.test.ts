import { describe, expect, it } from '@jest/globals';
import { Retries } from '../../../src/app/operations/event-log/retries.js';

describe('retries of the relay', () => {
  it('delay only the failing event, longer each time, and log it once', () => {
    const retries = new Retries(() => 0);
    const news = [0, 2_000, 5_000, 10_000].map((at) => retries.noteFailure('bad', at));
    expect(news).toEqual(['nothing_new', 'event_fails', 'nothing_new', 'nothing_new']);
    expect([retries.mayTry('bad', 17_999), retries.mayTry('bad', 18_000)]).toEqual([false, true]);
    expect([retries.mayTry('other', 10_000), retries.room(32, 10_000)]).toEqual([true, 32]);
  });

  it('let one at a time through in an outage, say when it begins, and how long it took', () => {
    const retries = new Retries(() => 0);
    const news = ['a', 'b', 'c', 'd'].map((id) => retries.noteFailure(id, 0));
    expect(news).toEqual(['nothing_new', 'nothing_new', 'outage_began', 'nothing_new']);
    expect([retries.room(32, 999), retries.room(32, 1_000)]).toEqual([0, 1]);
    expect(retries.noteFailure('e', 1_000)).toBe('nothing_new');
    expect(retries.waitMs(1_000)).toBe(2_000);
    expect(retries.noteSuccess('a', 3_000)).toBe(3_000);
    expect([retries.room(32, 3_000), retries.mayTry('b', 3_000)]).toEqual([32, true]);
  });
});
