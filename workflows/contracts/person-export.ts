/** Input of `personExport`: whose export it is, and how far it is, is kept with the job. */
export interface PersonExportInput {
  readonly jobId: string;
}

export const PERSON_EXPORT = 'personExport';
