import type { ExportCursor, PersonExportJob } from '../../domain/accounts/person-export.js';

/** Exports of persons that are written into files, and the files. */
export interface PersonExports {
  /** Null for none, or an expired one. */
  find(jobId: string, now: Date): Promise<PersonExportJob | null>;
  /** Returns the export of this person; null for none, or an expired one. */
  findOf(accountId: string, now: Date): Promise<PersonExportJob | null>;
  /**
   * Replaces the person's last job, whose file is deleted, unless that still runs.
   * Returns the current one.
   */
  begin(job: PersonExportJob, now: Date): Promise<PersonExportJob>;
  /** Writes down how many rows there are to write. */
  noteTotal(jobId: string, totalRows: number): Promise<void>;
  /**
   * Appends a part and moves the cursor, both or neither.
   * False, without the part, if another attempt has moved it, or the job is missing or ended.
   */
  append(
    job: Pick<PersonExportJob, 'id' | 'cursor' | 'rows'>,
    bytes: Uint8Array,
    after: { readonly cursor: ExportCursor; readonly rows: number },
  ): Promise<boolean>;
  /** Ends a job that runs. One that failed loses its file. */
  end(jobId: string, state: 'done' | 'failed'): Promise<void>;
  /** Returns a part of the file; null if it was deleted. */
  readPart(partId: string): Promise<Uint8Array | null>;
  /** Removes the person's export with its file. Returns whether there was one. */
  removeOf(accountId: string): Promise<boolean>;
  /** Removes expired exports, at most `limit`; returns their number. */
  removeExpired(now: Date, limit: number): Promise<number>;
  /** Deletes parts of deleted jobs that started before, at most `limit`; returns how many. */
  removeOrphans(before: Date, limit: number): Promise<number>;
  /**
   * Blocks other exports of the person until the instant, or until {@link letGo}.
   * False if another one blocks.
   */
  hold(accountId: string, until: Date, now: Date): Promise<boolean>;
  /** Ends what was held until that instant. */
  letGo(accountId: string, until: Date): Promise<void>;
}
