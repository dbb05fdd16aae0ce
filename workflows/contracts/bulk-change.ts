/** Input of `bulkChange`. The job in MongoDB contains the changes and the caller. */
export interface BulkChangeInput {
  readonly jobId: string;
}

export const BULK_CHANGE = 'bulkChange';
