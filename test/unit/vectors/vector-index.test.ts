import { describe, expect, it } from '@jest/globals';
import { lengthOf, normalise, quantise } from '../../../src/domain/vectors/quantise.js';
import { VectorIndex } from '../../../src/domain/vectors/vector-index.js';

/** Repeatable numbers from -1 to 1. */
function numbers(seed: number, count: number): Float32Array {
  let state = seed * 2_654_435_761;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
}

function cosine(a: Int8Array, b: Int8Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) / (lengthOf(a) * lengthOf(b));
}

const idOf = (place: number) => `id-${String(place).padStart(5, '0')}`;

describe('quantise', () => {
  it('keeps the direction, and takes zero vectors', () => {
    const vector = numbers(1, 384);
    const quantised = quantise(vector);
    const exact = normalise(vector) ?? new Float32Array();
    const back = normalise(quantised) ?? new Float32Array();
    expect(exact.reduce((sum, value, i) => sum + value * (back[i] ?? 0), 0)).toBeGreaterThan(0.999);
    expect(Math.max(...quantised.map(Math.abs))).toBe(127);
    expect([...quantise(new Float32Array(3))]).toEqual([0, 0, 0]);
  });

  it.each([[[0, 0]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]], [[]]])(
    'normalises %j to nothing',
    (vector) => {
      expect(normalise(vector)).toBeNull();
    },
  );
});

describe('VectorIndex', () => {
  it.each([1, 20, 384, 1536])('finds the same as a plain comparison of %d dimensions', (dimensions) => {
    const count = dimensions === 20 ? 9_000 : 300;
    const vectors = Array.from({ length: count }, (_, place) => quantise(numbers(place + 2, dimensions)));
    const index = new VectorIndex(dimensions);
    for (const [place, vector] of vectors.entries()) expect(index.add(idOf(place), vector)).toBe(true);
    const query = quantise(numbers(1, dimensions));
    const expected = vectors
      .map((vector, place) => ({ id: idOf(place), score: cosine(query, vector) }))
      .filter(({ id }) => !id.endsWith('7'))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, 10);
    const found = index.search(query, { limit: 10, filter: (id) => !id.endsWith('7') });
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const [place, { score }] of found.entries())
      expect(score).toBeCloseTo(expected[place]?.score ?? 9, 10);
  });

  it('replaces, removes and finds what moved into the gap', () => {
    const index = new VectorIndex(2);
    const east = Int8Array.of(127, 0);
    const north = Int8Array.of(0, 127);
    index.add('a', east);
    index.add('b', north);
    index.add('c', north);
    index.add('c', east);
    expect(index.search(east, { limit: 5 }).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect([index.remove('a'), index.remove('a'), index.size]).toEqual([true, false, 2]);
    expect(index.search(north, { limit: 1 })).toEqual([{ id: 'b', score: 1 }]);
    expect([...(index.get('c') ?? [])]).toEqual([127, 0]);
    expect([index.get('a'), index.has('a')]).toEqual([null, false]);
    index.remove('b');
    index.remove('c');
    expect(index.search(north, { limit: 1 })).toEqual([]);
  });

  it('drops the oldest ids when it is full, and takes no older one', () => {
    const index = new VectorIndex(1, 2);
    expect(['b', 'c', 'a', 'd'].map((id) => index.add(id, Int8Array.of(1)))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(['a', 'b', 'c', 'd'].map((id) => index.has(id))).toEqual([false, false, true, true]);
  });

  it('refuses vectors of other dimensions, and gives a zero vector no score', () => {
    const index = new VectorIndex(2);
    expect(() => index.add('a', Int8Array.of(1))).toThrow(RangeError);
    expect(() => index.search(Int8Array.of(1), { limit: 1 })).toThrow(RangeError);
    index.add('zero', new Int8Array(2));
    expect(index.search(Int8Array.of(1, 1), { limit: 1 })).toEqual([{ id: 'zero', score: 0 }]);
    expect(index.search(Int8Array.of(1, 1), { limit: 0 })).toEqual([]);
  });
});
