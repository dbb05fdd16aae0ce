import { expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { keepRows, rowsOf, takeRows } from '../../../web/features/queue/list/stable-rows.js';

// Only id and title matter here.
const page = (...titles: readonly string[]) => ({
  tickets: titles.map((title) => ({ id: title[0], title }) as Schemas['Ticket']),
});

it('changes rows in place, and moves none', () => {
  const first = takeRows([page('a', 'b', 'c')]);
  const now = [page('new', 'c2', 'a')];
  const kept = keepRows(first, now);
  const { rows, newCount } = rowsOf(kept, now);
  expect(rows.map(({ ticket, isGone }) => [ticket.title, isGone])).toEqual([
    ['a', false],
    ['b', true],
    ['c2', false],
  ]);
  expect(newCount).toBe(1);
  expect(takeRows(now).tickets.map(({ title }) => title)).toEqual(['new', 'c2', 'a']);
});

it('adds pages at the end, without rows that are there already', () => {
  const first = takeRows([page('a', 'b')]);
  const kept = keepRows(first, [page('new', 'a'), page('b', 'c')]);
  expect(kept.tickets.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(rowsOf(kept, [page('new', 'a'), page('b', 'c')]).newCount).toBe(1);
});
