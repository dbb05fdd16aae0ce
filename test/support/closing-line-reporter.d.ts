/** What a run came to; tests, with a suite that failed to run counted as one failed test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `N passed, N failed` and, if there are any, `, N skipped`, with the end of the line. */
export function closingLine(counts: Counts): string;
