/** The largest amount of a quantised component. Symmetric, so that -128 does not occur. */
const MAX_AMOUNT = 127;

/**
 * Quantises a vector to one byte a component, by its largest component. Only the direction is kept.
 * The cosine of two quantised vectors of 384 dimensions is exact to some thousandths. A zero vector stays zero.
 */
export function quantise(vector: Float32Array): Int8Array {
  let largest = 0;
  for (const component of vector) largest = Math.max(largest, Math.abs(component));
  const scale = largest === 0 ? 0 : MAX_AMOUNT / largest;
  return Int8Array.from(vector, (component) => Math.round(component * scale));
}

/** The length of a quantised vector. */
export function lengthOf(vector: Int8Array): number {
  let sum = 0;
  for (const component of vector) sum += component * component;
  return Math.sqrt(sum);
}

/** Scales a vector to length 1. A zero vector, or one with a component that is no number, gives null. */
export function normalise(vector: ArrayLike<number>): Float32Array | null {
  let sum = 0;
  for (let i = 0; i < vector.length; i += 1) sum += (vector[i] ?? 0) ** 2;
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0) return null;
  return Float32Array.from(vector, (component) => component / length);
}
