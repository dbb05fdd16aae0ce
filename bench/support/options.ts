/** An option that is a number, in digits. @throws Error that names it. */
export function countOf(
  name: string,
  text: string,
  minimum = 1,
  maximum: number = Number.MAX_SAFE_INTEGER,
): number {
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (value >= minimum && value <= maximum) return value;
  const range = maximum === Number.MAX_SAFE_INTEGER ? `${minimum} on` : `${minimum} to ${maximum}`;
  throw new Error(`--${name} must be a whole number from ${range}, not "${text}".`);
}
