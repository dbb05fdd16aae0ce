import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CappedTotals } from '../../../src/adapters/mongo/kit/capped-totals.js';
import { COUNT_LIMIT, toPage } from '../../../src/adapters/mongo/kit/id-page.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { submit } from '../../support/tickets/tickets.js';

describe('the total of a list', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    await submit(await holdfast.client('alice'));
  });
  afterAll(() => holdfast.close());

  it('is exact and counted each time while it is small', async () => {
    const totals = new CappedTotals();
    const tickets = holdfast.mongo.collection('tickets');
    const total = () => totals.total({}, (bounds) => tickets.countDocuments({}, bounds));
    expect(await total()).toBe(1);
    await submit(await holdfast.client('alice'));
    expect(await total()).toBe(2);
  });

  it('is cached for a while once it is large, for this filter only', async () => {
    const totals = new CappedTotals();
    let counts = 0;
    const count = ({ limit }: { readonly limit: number }) => {
      counts += 1;
      return Promise.resolve(limit);
    };
    expect(await totals.total({ status: 'open' }, count)).toBe(COUNT_LIMIT + 1);
    expect(await totals.total({ status: 'open' }, count)).toBe(COUNT_LIMIT + 1);
    expect(counts).toBe(1);
    await totals.total({ status: 'closed' }, count);
    expect(counts).toBe(2);
  });

  it('is counted each time while it is small, even if that is slow, and cached when it is large', async () => {
    const totals = new CappedTotals();
    let counts = 0;
    const slowly = (total: number) => () => {
      counts += 1;
      return delay(100, total);
    };
    for (const times of [1, 2]) {
      expect(await totals.total({ status: 'open' }, slowly(250))).toBe(250);
      expect(counts).toBe(times);
    }
    const closed = (total: number) => totals.total({ status: 'closed' }, slowly(total));
    expect(await closed(251)).toBe(251);
    expect(await closed(252)).toBe(251);
    totals.forget();
    expect(await closed(252)).toBe(252);
  });

  it('is counted again if a ticket was written during the count', async () => {
    const totals = new CappedTotals();
    const during = async (): Promise<number> => {
      totals.forget();
      return delay(100, 251);
    };
    expect(await totals.total({}, during)).toBe(251);
    expect(await totals.total({}, () => delay(100, 252))).toBe(252);
  });

  it('is unknown if the count takes too long, and the page says how many are known', async () => {
    const totals = new CappedTotals();
    const body = 'function () { sleep(2000); return true; }';
    const slow = { $expr: { $function: { body, args: [], lang: 'js' } } };
    const total = await totals.total(slow, (bounds) =>
      holdfast.mongo.collection('tickets').countDocuments(slow, bounds),
    );
    expect(total).toBeNull();
    const { total: told, isTotalCapped } = toPage(['a', 'b', 'c'], 2, total, (last) => last);
    expect([told, isTotalCapped]).toEqual([2, true]);
  });

  it('does not hide other errors', async () => {
    const fault = () => Promise.reject(new Error('no primary'));
    await expect(new CappedTotals().total({}, fault)).rejects.toThrow('no primary');
  });
});
