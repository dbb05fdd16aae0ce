/**
 * A pattern for texts that begin with this one, in any case.
 * Escapes every special character of a pattern, also NUL, which ends a BSON pattern.
 */
export function beginningWith(text: string): RegExp {
  const escaped = text
    .trim()
    .replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('\0', String.raw`\x00`);
  return new RegExp(`^${escaped}`, 'iu');
}
