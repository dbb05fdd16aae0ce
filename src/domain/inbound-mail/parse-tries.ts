import type { ErrorCode } from '../errors.js';

/**
 * Limits of a parse.
 * `quick`: enough for any mail of a person. `thorough`: 10 s and 256 MB, for a mail whose quick parse was aborted.
 */
export type ParseEffort = 'quick' | 'thorough';

/** The faults of a mail that exceeds the limits of its parser. */
const PARSE_FAULTS: readonly ErrorCode[] = ['parse_timed_out', 'parse_crashed'];

export function isParseFault(code: string | null): boolean {
  return PARSE_FAULTS.some((fault) => fault === code);
}

/** Pauses before the later attempts, in ms: for a busy machine, then for one without free memory. */
const PAUSES_MS = [2_000, 20_000];

/** Milliseconds before the next try; null when the mail is put aside. @param tries how many have failed */
export function pauseBeforeParse(tries: number): number | null {
  return PAUSES_MS[tries - 1] ?? null;
}
