import { expect, it } from '@jest/globals';
import { firstPageOf } from '../../../web/features/ticket-parts/first-page.js';

it('opens a conversation at its end, with at least thirty messages where there are as many', () => {
  const totals = [0, 1, 100, 101, 129, 130, 200, 2_001];
  expect(totals.map((total) => [total, firstPageOf(total)])).toEqual([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 1],
    [129, 1],
    [130, 2],
    [200, 2],
    [2_001, 20],
  ]);
});
