import type { ErrorCode } from '../errors.js';

/**
 * How much a parse may take. `quick`: less than any mail of a person needs. `thorough`: 10 s and 256 MB, for a mail whose
 * quick parse was ended.
 */
export type ParseEffort = 'quick' | 'thorough';

/** What a mail fails with that takes more than its parse may. */
const PARSE_FAULTS: readonly ErrorCode[] = ['parse_timed_out', 'parse_crashed'];

export function isParseFault(code: string | null): boolean {
  return PARSE_FAULTS.some((fault) => fault === code);
}

/** What the tries after the first one wait for: a machine that was busy, then one that was short of memory. */
const PAUSES_MS = [2_000, 20_000];

/** Milliseconds before the next try; null when the mail is put aside. @param tries how many have failed */
export function pauseBeforeParse(tries: number): number | null {
  return PAUSES_MS[tries - 1] ?? null;
}
