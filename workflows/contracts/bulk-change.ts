/** Input of `bulkChange`: what is changed, and on whose behalf, is kept with the job. */
export interface BulkChangeInput {
  readonly jobId: string;
}

export const BULK_CHANGE = 'bulkChange';
