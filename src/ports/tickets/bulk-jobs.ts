import type { BulkJob, BulkResult } from '../../domain/tickets/bulk-change.js';

/** Jobs that change many tickets, with the result of each ticket. Stored until they expire. */
export interface BulkJobRepository {
  /** Adds the job unless its id exists. Returns the stored one. */
  addIfMissing(job: BulkJob): Promise<BulkJob>;
  /** Null for none, or an expired one. */
  find(id: string): Promise<BulkJob | null>;
  /** The results so far, in no order. */
  results(jobId: string): Promise<readonly BulkResult[]>;
  /** Stores the result of an unchanged ticket unless one exists. A change brings its own result. */
  record(result: BulkResult): Promise<void>;
}
