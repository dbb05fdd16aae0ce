/** Input of `personExport`. The job in MongoDB contains the person and the progress. */
export interface PersonExportInput {
  readonly jobId: string;
}

export const PERSON_EXPORT = 'personExport';
