import { describe, expect, it } from '@jest/globals';
import { axisEnd, labelledIndexes, runsOf } from '../../../web/features/manage/charts/axis.js';
import { attainmentOf } from '../../../web/features/manage/figures.js';
import { csvOf, selectionOf } from '../../../web/features/manage/period.js';

describe('charts', () => {
  it('end their scale at a round number that holds every value', () => {
    expect([[], [0], [1], [7], [12], [201], [0.3], [1_000_000]].map(axisEnd)).toEqual([
      1, 1, 1, 10, 20, 500, 0.5, 1_000_000,
    ]);
  });

  it('have a gap where nothing was measured', () => {
    const points = [1, null, 0, 4, null, null, 2].map((value) => ({ label: '', value }));
    expect(runsOf(points)).toEqual([[0], [2, 3], [6]]);
    expect(runsOf([{ label: '', value: null }])).toEqual([]);
  });

  it('label the first and the last part, and few between', () => {
    expect([0, 1, 4, 30].map((count) => labelledIndexes(count, 4))).toEqual([
      [],
      [0],
      [0, 1, 2, 3],
      [0, 10, 19, 29],
    ]);
  });
});

describe('figures', () => {
  it('count SLA targets of every clock, and say nothing where none was due', () => {
    const target = (met: number, missed: number) => ({ met, missed, attainment: null });
    const none = target(0, 0);
    expect(attainmentOf({ first_response: none, next_response: none, resolution: none })).toBeNull();
    const some = { first_response: target(3, 1), next_response: none, resolution: target(6, 0) };
    expect(attainmentOf(some)).toBe(0.9);
  });

  it('are those of the days of the person', () => {
    const now = new Date('2026-03-01T02:00:00Z');
    const all = { team: '', category: '' };
    expect(selectionOf('week', 'America/New_York', now, all)).toEqual({
      from: '2026-02-22',
      to: '2026-02-28',
      interval: 'day',
      time_zone: 'America/New_York',
    });
    const one = selectionOf('year', 'UTC', now, { team: 'network', category: 'vpn' });
    expect([one.from, one.to, one.interval]).toEqual(['2025-03-02', '2026-03-01', 'month']);
    expect(csvOf('agents', one)).toContain('/metrics/agents?from=2025-03-02&to=2026-03-01&interval=month');
    expect(csvOf('agents', one)).toMatch(/team=network&category=vpn&format=csv$/u);
  });
});
