import { quantise } from '../../src/domain/vectors/quantise.js';
import { VectorIndex } from '../../src/domain/vectors/vector-index.js';

const DIMENSIONS = 384;
const LIMIT = 50;

/** The time of one search, by the number of vectors. */
export interface SearchTime {
  readonly vectors: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** Growth of the resident memory of this process, vectors and ids together. */
  readonly megabytes: number;
}

/** Fills an index with random vectors, and searches for random ones. */
export function measureSearch(vectors: number, searches: number): SearchTime {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const index = new VectorIndex(DIMENSIONS);
  for (let place = 0; place < vectors; place += 1) index.add(idOf(place), quantise(randomVector()));
  const times = Array.from({ length: searches }, () => {
    const query = randomVector();
    const startedAt = performance.now();
    index.search(query, { limit: LIMIT });
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  globalThis.gc?.();
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  const megabytes = (process.memoryUsage().rss - before) / 1024 / 1024;
  return { vectors, p50_ms: at(0.5), p95_ms: at(0.95), megabytes };
}

/** As long as the ids of tickets. */
function idOf(place: number): string {
  return `0195569e-7c00-7000-8000-${String(place).padStart(12, '0')}`;
}

function randomVector(): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, () => Math.random() - 0.5);
}
