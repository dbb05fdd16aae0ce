/** What a run came to; tests, with a suite that failed to run counted as one failed test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What jest tells test/run.ts when it is done. */
export interface RunResult {
  readonly counts: Counts;
  readonly failedFiles: readonly FailedFile[];
}

/** A file with a failed test, or one that failed to run; the counts are of its other tests. */
export interface FailedFile {
  readonly path: string;
  readonly passed: number;
  readonly skipped: number;
}

/** `N passed, N failed` and, if there are any, `, N skipped`, with the end of the line. */
export function closingLine(counts: Counts): string;
