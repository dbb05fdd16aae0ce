/** An option that is a number. @throws Error that names it. */
export function countOf(name: string, text: string, minimum = 1): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= minimum) return value;
  throw new Error(`--${name} must be a whole number from ${minimum} on, not "${text}".`);
}
