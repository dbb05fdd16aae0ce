import { describe, expect, it } from '@jest/globals';
import { Arrivals } from '../../../bench/load/arrivals.js';
import { figuresOf, recoveredAfterMs } from '../../../bench/load/figures.js';
import { Mix, SHARES, STEADY_SHARES } from '../../../bench/load/mix.js';
import { spreadOf } from '../../../bench/support/statistics.js';
import { trendOf } from '../../../bench/support/trend.js';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('percentiles', () => {
  it('are by nearest rank, of all samples', () => {
    expect(spreadOf(upTo(1000).map((index) => 1000 - index))).toEqual({
      ...{ p50_ms: 500, p90_ms: 900, p95_ms: 950, p99_ms: 990, max_ms: 1000 },
    });
    expect(spreadOf([7])).toMatchObject({ p50_ms: 7, p99_ms: 7, max_ms: 7 });
    expect(spreadOf([])).toMatchObject({ p50_ms: 0, max_ms: 0 });
  });
});

describe('arrivals', () => {
  it('come at the rate, whenever one asks', () => {
    const arrivals = new Arrivals(100, 0, 1_000);
    expect(arrivals.dueBy(0)).toEqual([0]);
    expect(arrivals.dueBy(9.9)).toEqual([]);
    expect(arrivals.dueBy(30)).toEqual([10, 20, 30]);
    expect(arrivals.dueBy(5_000)).toHaveLength(96);
    expect(arrivals.dueBy(9_000)).toEqual([]);
  });

  it('show a pause in all who would have come meanwhile, and not in one only', () => {
    // Gil Tene's example: a hundred seconds in which each is answered in a millisecond, and a hundred in which none is.
    const arrivals = new Arrivals(1_000, 0, 200_000);
    const latencies = upTo(100_000).map((ms) => {
      const [at = 0] = arrivals.dueBy(ms);
      return ms + 1 - at;
    });
    const resumedAt = 200_000;
    for (const at of arrivals.dueBy(resumedAt)) latencies.push(resumedAt - at);
    expect(spreadOf(latencies)).toEqual({
      ...{ p50_ms: 1, p90_ms: 80_000, p95_ms: 90_000, p99_ms: 98_000, max_ms: 100_000 },
    });
  });
});

describe('a stretch of load', () => {
  const stage = (answers: readonly (readonly [at: number, latency: number, status: number])[]) => ({
    ...{ seconds: 2, atMs: answers.map(([at]) => at), latenciesMs: answers.map(([, latency]) => latency) },
    statuses: answers.map(([, , status]) => status),
  });

  it('tells successes, refusals and all else apart', () => {
    const figures = figuresOf(
      stage([
        ...upTo(6).map((index) => [index, 10, 201] as const),
        ...upTo(3).map((index) => [index, 1, 503] as const),
        ...([409, 0, 0] as const).map((status) => [9, 30_000, status] as const),
      ]),
    );
    expect(figures).toMatchObject({ good_per_second: 3, requests: 12, refused: 3, wrong: { 0: 2, 409: 1 } });
    expect([figures.good.max_ms, figures.refusals.max_ms]).toEqual([10, 1]);
  });

  const before = { p50_ms: 10, p90_ms: 15, p95_ms: 20, p99_ms: 30, max_ms: 40 };
  const everyTenMs = (answerOf: (at: number) => readonly [number, number]) =>
    stage(upTo(300).map((index) => [index * 10, ...answerOf(index * 10)] as const));

  it('is as before from the first calm second on', () => {
    expect(
      recoveredAfterMs(
        everyTenMs(() => [10, 200]),
        before,
      ),
    ).toBe(0);
    expect(
      recoveredAfterMs(
        everyTenMs((at) => (at < 600 ? [90, 200] : [10, 200])),
        before,
      ),
    ).toBe(500);
    expect(
      recoveredAfterMs(
        everyTenMs((at) => [10, at === 500 ? 503 : 200]),
        before,
      ),
    ).toBe(750);
  });

  it('never happens if it stays slow, or stops', () => {
    expect(
      recoveredAfterMs(
        everyTenMs(() => [21, 200]),
        before,
      ),
    ).toBeNull();
    expect(recoveredAfterMs(stage([[0, 10, 200]]), before)).toBeNull();
  });
});

describe('a trend', () => {
  it('is the slope of a line', () => {
    expect(trendOf(upTo(20).map((x) => [x, 5 + 3 * x]))).toEqual({ slope: 3, low: 3, high: 3 });
    expect(trendOf(upTo(20).map((x) => [x, 42]))).toEqual({ slope: 0, low: 0, high: 0 });
  });

  it('is not moved by a few wild readings', () => {
    const wild = upTo(30).map((x) => [x, x % 10 === 9 ? 1_000 : 2 * x] as const);
    expect(trendOf(wild).slope).toBe(2);
  });

  it('has an interval, as by hand', () => {
    // Slopes: -.15 -.09 -.08 -.07 -.0575 -.055 -.045 -.0333 .01 .04; 1.96 times the root of 5·4·15/18 is 8 of the 10 ranks.
    const values = [1.26, 1.27, 1.12, 1.16, 1.03];
    const { slope, low, high } = trendOf(values.map((value, index) => [index + 1, value] as const));
    expect(slope).toBeCloseTo(-0.05625, 9);
    expect(low).toBeCloseTo(-0.15, 9);
    expect(high).toBeCloseTo(0.04, 9);
  });

  it('is nearer the more is known', () => {
    const noise = (x: number) => ((x * 7919) % 101) / 10;
    const widthOf = (count: number) => {
      const { slope, low, high } = trendOf(upTo(count).map((x) => [x, x + noise(x)] as const));
      expect([low < 1, high > 1, low <= slope, slope <= high]).toEqual([true, true, true, true]);
      return high - low;
    };
    expect(widthOf(80)).toBeLessThan(widthOf(20) / 3);
  });

  it('needs two points', () => {
    expect(() => trendOf([[1, 1]])).toThrow('two points');
  });
});

describe('the mix', () => {
  const kindsOf = (mix: Mix, count: number) => {
    const counts: Record<string, number> = {};
    for (const { kind } of upTo(count).map(() => mix.next())) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };
  /** Goes evenly through all of 0 to 1. */
  const evenly = () => {
    let drawn = 0;
    return () => ((drawn += 1) % 100) / 100 + 0.001;
  };

  it.each([
    ['of load', SHARES],
    ['of a soak', STEADY_SHARES],
  ])('%s has shares that make a whole', (_name, shares) => {
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('keeps to its shares', () => {
    const counts = kindsOf(new Mix({ first_page: 0.5, create: 0.3, filtered: 0.2 }, [], evenly()), 1_000);
    expect(counts).toEqual({ first_page: 500, create: 300, filtered: 200 });
  });

  it('cancels the oldest, each once, and none while there are few', () => {
    const mix = new Mix({ cancel: 1 }, upTo(402).map(String));
    expect([mix.next().path, mix.next().path]).toEqual([
      '/api/v1/tickets/0/cancel',
      '/api/v1/tickets/1/cancel',
    ]);
    expect(mix.next().kind).toBe('get');
    mix.opened('new');
    expect(mix.next().path).toBe('/api/v1/tickets/2/cancel');
    expect(mix.numbers).toHaveLength(400);
  });
});
