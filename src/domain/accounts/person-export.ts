import type { JobProgress } from '../jobs.js';

/** Maximum rows of each list in one response. A person with more rows gets a file, written by a job. */
export const MAX_ROWS_AT_ONCE = 500;

/** Days that an export file is available. */
export const EXPORT_FILE_DAYS = 7;

/** The lists of an export, in this order. */
export const EXPORT_LISTS = [
  'tickets',
  'comments',
  'activities',
  'mails',
  'receivedMails',
  'accountEvents',
  'sessions',
  'apiKeys',
  'participations',
  'conversations',
  'drafts',
  'ticketNotifications',
  'readMarks',
  'files',
] as const;
export type ExportList = (typeof EXPORT_LISTS)[number];

/** The position of the next row: its list, and the row before it; null at the start of a list. */
export interface ExportCursor {
  readonly list: number;
  readonly after: string | null;
}

/** A part of the file, with its own id, so that two parallel writers never write the same part. */
export interface ExportPart {
  readonly id: string;
  readonly sizeBytes: number;
}

/** The export of one person into a file. Each person has at most one: a new one replaces the last. */
export interface PersonExportJob {
  readonly id: string;
  readonly accountId: string;
  /** `failed` if the job gave up. Its parts are deleted. */
  readonly state: 'running' | 'done' | 'failed';
  /** Rows to write, as counted when it began; null before. */
  readonly totalRows: number | null;
  readonly rows: number;
  readonly cursor: ExportCursor;
  readonly parts: readonly ExportPart[];
  /** The deletion time of the export and its file. */
  readonly expiresAt: Date;
}

/** As other jobs tell it. Nothing is changed by an export. */
export function exportProgress({ state, totalRows, rows }: PersonExportJob): JobProgress {
  return {
    state: state === 'running' ? 'running' : 'done',
    // Rows that arrived during the export are in the file as well.
    total: state === 'running' ? Math.max(totalRows ?? 0, rows) : rows,
    done: rows,
    changed: 0,
    failed: state === 'failed' ? 1 : 0,
  };
}
