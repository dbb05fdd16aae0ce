import type { JobProgress } from '../jobs.js';

/** Rows of each list that fit into one answer. A person with more of anything gets a file, written by a job. */
export const MAX_ROWS_AT_ONCE = 500;

/** How long the file of an export lies ready. */
export const EXPORT_FILE_DAYS = 7;

/** What an export lists beside the account, in this order. */
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
] as const;
export type ExportList = (typeof EXPORT_LISTS)[number];

/** Where writing goes on: in which list, and after which of its rows; null at its beginning. */
export interface ExportCursor {
  readonly list: number;
  readonly after: string | null;
}

/** A piece of the file, under an id of its own: two who write at the same time never write into the same one. */
export interface ExportPart {
  readonly id: string;
  readonly sizeBytes: number;
}

/** The export of one person into a file. There is at most one of each person: a new one takes the place of the last. */
export interface PersonExportJob {
  readonly id: string;
  readonly accountId: string;
  /** `failed` when it was given up; whatever was written of it is removed. */
  readonly state: 'running' | 'done' | 'failed';
  /** Rows to write, as counted when it began; null before. */
  readonly totalRows: number | null;
  readonly rows: number;
  readonly cursor: ExportCursor;
  readonly parts: readonly ExportPart[];
  /** When it is forgotten, with its file. */
  readonly expiresAt: Date;
}

/** As other jobs tell it. Nothing is changed by an export. */
export function exportProgress({ state, totalRows, rows }: PersonExportJob): JobProgress {
  return {
    state: state === 'running' ? 'running' : 'done',
    // What came in while it was written is in it as well.
    total: state === 'running' ? Math.max(totalRows ?? 0, rows) : rows,
    done: rows,
    changed: 0,
    failed: state === 'failed' ? 1 : 0,
  };
}
