import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { readRawDay } from '../../../src/adapters/mongo/figures/raw-counts.js';
import { addToBucket, bucketOf, percentile } from '../../../src/domain/figures/histogram.js';
import { factsOf } from '../../../src/domain/figures/facts.js';
import { partsOf, type FigurePeriod } from '../../../src/domain/figures/period.js';
import { planOf, tallyParts } from '../../../src/domain/figures/plan.js';
import { SLOT_MS } from '../../../src/domain/figures/slots.js';
import { addSparseTally, figuresOf, sparseTallyOf, type Sum } from '../../../src/domain/figures/tally.js';
import { aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const HOUR = 3_600_000;
const period = (fields: Partial<FigurePeriod>): FigurePeriod => ({
  from: '2026-04-04',
  to: '2026-04-06',
  timeZone: 'UTC',
  interval: 'day',
  ...fields,
});

describe('percentiles of a histogram', () => {
  it('are at most 2.5 % off the exact ones, also of added histograms', () => {
    const durations = fc.array(fc.double({ min: 1.01, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(durations, durations, fc.constantFrom(0.5, 0.9), (some, others, share) => {
        const histogram: number[] = [];
        for (const each of [...some, ...others]) addToBucket(histogram, bucketOf(each), 1);
        const sorted = [...some, ...others].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
        const found = percentile(histogram, share)!;
        expect(Math.abs(found - exact) / exact).toBeLessThanOrEqual(0.0253);
      }),
    );
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([0, 0, 0, 0], 0.5)).toBeNull();
  });
});

describe('the parts of a period', () => {
  it.each([
    // Half an hour of daylight saving ends there on 5 April 2026.
    ['Australia/Lord_Howe', [24, 24.5, 24]],
    ['Asia/Kolkata', [24, 24, 24]],
    ['Pacific/Chatham', [24, 25, 24]],
    ['Africa/Cairo', [24, 24, 24]],
  ])('are days of %s, in whole slots', (timeZone, hours) => {
    const parts = partsOf(period({ timeZone }));
    expect(parts.map(({ from, to }) => (to.getTime() - from.getTime()) / HOUR)).toEqual(hours);
    expect(parts.every(({ from }) => from.getTime() % SLOT_MS === 0)).toBe(true);
    expect(parts.map(({ day }) => day)).toEqual(['2026-04-04', '2026-04-05', '2026-04-06']);
  });

  it('are weeks from Monday and months, cut at both ends', () => {
    const days = (fields: Partial<FigurePeriod>) => partsOf(period(fields)).map(({ day }) => day);
    const range = { from: '2026-01-30', to: '2026-02-10' };
    expect(days({ ...range, interval: 'week' })).toEqual(['2026-01-30', '2026-02-02', '2026-02-09']);
    expect(days({ ...range, interval: 'month' })).toEqual(['2026-01-30', '2026-02-01']);
  });

  it.each([
    [{ to: '2026-04-03' }, 'to'],
    [{ from: '2020-01-01' }, 'from'],
    [{ from: '2025-04-01' }, 'interval'],
    [{ timeZone: 'Mars/Base' }, undefined],
  ])('refuse %p', (fields, path) => {
    const refusal = (() => {
      try {
        return partsOf(period(fields));
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({ code: 'invalid_input' });
    if (path !== undefined) expect(refusal).toMatchObject({ faults: [{ path }] });
  });
});

describe('the stored sums of a period', () => {
  it('give the counts of each part, wherever the parts begin', () => {
    const borders = fc.uniqueArray(fc.integer({ min: 0, max: 4 * 96 }), { minLength: 2, maxLength: 6 });
    const counted = fc.array(fc.integer({ min: 0, max: 4 * 96 }), { maxLength: 60 });
    fc.assert(
      fc.property(borders, counted, (unsorted, slots) => {
        const at = (slot: number) => new Date(slot * SLOT_MS);
        const sorted = [...unsorted].sort((a, b) => a - b);
        const parts = sorted.slice(1).map((to, index) => ({ from: at(sorted[index]!), to: at(to) }));
        const within = (from: number, to: number) => slots.filter((slot) => slot >= from && slot < to).length;
        const plan = planOf(parts);
        const counts = plan.map(({ span }) => ({
          span,
          counts: sparseTallyOf({ 'created:low': { 7: within(span.slot, span.slot + span.slots) } }),
        }));
        expect(
          tallyParts(plan, parts.length, counts).map((tally) => tally.get('created:low')?.[7] ?? 0),
        ).toEqual(sorted.slice(1).map((to, index) => within(sorted[index]!, to)));
      }),
    );
  });

  it.each([
    ['UTC', 3, 0],
    // 18:30 UTC: the last two quarters of an hour, an hour and four hours, at four borders.
    ['Asia/Kolkata', 3, 16],
    ['Europe/Berlin', 3, 8],
  ])('are few in %s', (timeZone, days, parts) => {
    const plan = planOf(partsOf(period({ timeZone })));
    const whole = plan.filter(({ span }) => span.slots === 96).length;
    expect([whole, plan.length - whole]).toEqual([days, parts]);
  });
});

describe('the facts of a ticket', () => {
  const tallyOfTicket = (ticket: ReturnType<typeof aTicket>): Sum => {
    const sum: Sum = new Map();
    const counts = factsOf(ticket).facts.map(({ measure, bucket, count }) => [
      measure,
      { [bucket ?? 0]: count },
    ]);
    addSparseTally(sum, sparseTallyOf(Object.fromEntries(counts)), 1);
    return sum;
  };

  it('are its creation, backlog, first response, resolution, targets and rating', () => {
    const { sla } = aTicket();
    const resolved = aTicket({
      status: 'closed',
      priority: 'high',
      assignment: { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: T0 },
      resolvedAt: minutes(90),
      satisfaction: { score: 4, comment: null, at: minutes(100) },
      sla: {
        ...sla,
        firstResponse: { ...sla.firstResponse, metAt: minutes(30) },
        resolution: { ...sla.resolution, breachedAt: minutes(60) },
      },
    });
    const figures = figuresOf(tallyOfTicket(resolved));
    expect(figures).toMatchObject({
      created: 1,
      resolved: 1,
      open: 0,
      satisfaction: { answers: 1, mean: 4 },
      targets: { firstResponse: { met: 1, attainment: 1 }, resolution: { missed: 1, attainment: 0 } },
    });
    expect(figures.resolution.medianMinutes! / 90).toBeCloseTo(1, 1);
    expect(figures.firstResponse.medianMinutes! / 30).toBeCloseTo(1, 1);
  });

  it('have no resolution once it is reopened', () => {
    const reopened = aTicket({ status: 'in_progress', resolvedAt: minutes(90) });
    expect(figuresOf(tallyOfTicket(reopened))).toMatchObject({ resolved: 0, open: 1 });
    expect(figuresOf(new Map())).toMatchObject({
      created: 0,
      resolution: { tickets: 0, medianMinutes: null },
    });
  });
});

it('reads the stored bytes of a day as the driver does', () => {
  const counts = fc.oneof(fc.integer(), fc.constant(2 ** 40), fc.constant(-(2 ** 40)), fc.constant(1.5));
  const buckets = fc.dictionary(fc.integer({ min: 0, max: 300 }).map(String), counts, { maxKeys: 20 });
  const total = fc.dictionary(fc.stringMatching(/^[a-zä:]{1,12}$/), fc.oneof(counts, buckets), {
    maxKeys: 10,
  });
  fc.assert(
    fc.property(fc.string(), fc.nat(100_000), total, (scope, day, stored) => {
      const bytes = Buffer.from(mongo.BSON.serialize({ scope, day, total: stored }));
      const read = readRawDay(bytes);
      expect({ ...read, counts: [...read.counts] }).toEqual({
        scope,
        day,
        counts: [...sparseTallyOf(stored)],
      });
    }),
  );
  const odd = mongo.BSON.serialize({ total: { 'created:low': true } });
  expect(() => readRawDay(Buffer.from(odd))).toThrow('BSON type 8');
});
