import type { BulkJob, BulkResult } from '../../domain/tickets/bulk-change.js';

/** Jobs that change many tickets, and what became of each ticket. Kept until they expire. */
export interface BulkJobRepository {
  /** One that is there already under the id stays as it is. Returns the one that is there then. */
  addIfMissing(job: BulkJob): Promise<BulkJob>;
  /** Null when there is none, or it has expired. */
  find(id: string): Promise<BulkJob | null>;
  /** The results so far, in no order. */
  results(jobId: string): Promise<readonly BulkResult[]>;
  /** Keeps the result of a ticket that was not changed; one that is there already stays. A change brings its own along. */
  record(result: BulkResult): Promise<void>;
}
