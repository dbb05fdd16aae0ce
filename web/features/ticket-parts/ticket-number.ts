const TICKET_NUMBER = /^(?:tkt-)?(?:(\d{4})-)?(\d{1,9})$/iu;

/** Returns the whole number of a ticket that was typed: `4217` is one of this year. Null for anything else. */
export function wholeNumber(typed: string, now = new Date()): string | null {
  const [, year = String(now.getFullYear()), digits] = TICKET_NUMBER.exec(typed.trim()) ?? [];
  return digits === undefined ? null : `TKT-${year}-${digits.padStart(6, '0')}`;
}
