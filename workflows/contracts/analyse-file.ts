/** Input of `analyseFile`. The record in MongoDB has the rest. */
export interface AnalyseFileInput {
  readonly fileId: string;
}

export const ANALYSE_FILE = 'analyseFile';
