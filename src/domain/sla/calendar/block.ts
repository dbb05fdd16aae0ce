import type { Span } from './shifts.js';

/**
 * The working time of one section of the timeline, as sorted columns for a binary search.
 * `before[i]` is the working time of the block before `starts[i]`. All values are in milliseconds.
 */
export interface Block {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly before: Float64Array;
  readonly totalMs: number;
}

/** `spans` in order and without overlaps. */
export function blockOf(spans: readonly Span[]): Block {
  const starts = new Float64Array(spans.length);
  const ends = new Float64Array(spans.length);
  const before = new Float64Array(spans.length);
  let totalMs = 0;
  for (const [index, { startMs, endMs }] of spans.entries()) {
    starts[index] = startMs;
    ends[index] = endMs;
    before[index] = totalMs;
    totalMs += endMs - startMs;
  }
  return { starts, ends, before, totalMs };
}

export function contains({ starts, ends }: Block, instantMs: number): boolean {
  const index = lastAtMost(starts, instantMs);
  return index >= 0 && instantMs < valueAt(ends, index);
}

/** Working time of the block that has passed at an instant. */
export function elapsedAt({ starts, ends, before }: Block, instantMs: number): number {
  const index = lastAtMost(starts, instantMs);
  if (index < 0) return 0;
  return valueAt(before, index) + Math.min(instantMs, valueAt(ends, index)) - valueAt(starts, index);
}

/** Returns the first working instant of the block at or after an instant; null for none. */
export function nextIn({ starts, ends }: Block, instantMs: number): number | null {
  const index = lastAtMost(ends, instantMs) + 1;
  return index < starts.length ? Math.max(instantMs, valueAt(starts, index)) : null;
}

/** Returns the first end of a shift in the block after an instant; null for none. */
export function endIn({ ends }: Block, instantMs: number): number | null {
  const index = lastAtMost(ends, instantMs) + 1;
  return index < ends.length ? valueAt(ends, index) : null;
}

/** Returns the last end before an instant outside working time; null if the block has none. */
export function previousEndIn({ ends }: Block, instantMs: number): number | null {
  const index = lastAtMost(ends, instantMs);
  return index < 0 ? null : valueAt(ends, index);
}

/**
 * Returns the first instant with so much working time of the block before it:
 * more than none, at most all.
 */
export function firstAfter({ starts, before }: Block, elapsedMs: number): number {
  // Whole milliseconds: "before" and "at most one less" are the same.
  const index = lastAtMost(before, elapsedMs - 1);
  return valueAt(starts, index) + elapsedMs - valueAt(before, index);
}

/**
 * Returns the last instant with no more working time of the block before it:
 * none or more, less than all.
 */
export function lastAfter({ starts, before }: Block, elapsedMs: number): number {
  const index = lastAtMost(before, elapsedMs);
  return valueAt(starts, index) + elapsedMs - valueAt(before, index);
}

/** The index of the last value that is not above `limit`; −1 when all are. */
function lastAtMost(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(values, middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function valueAt(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
