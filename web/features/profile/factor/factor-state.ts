/** Few enough to warn: the person needs new codes soon. */
const FEW_CODES = 3;

/** Groups of four, which people read and type without a mistake. Apps ignore the spaces. */
export function groupedKey(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}

/** True if the API refuses everything else until the person has set up a factor. */
export function mustSetUp(factor: {
  readonly added_at: string | null;
  readonly is_required: boolean;
}): boolean {
  return factor.is_required && factor.added_at === null;
}

export function hasFewCodes(left: number): boolean {
  return left < FEW_CODES;
}
