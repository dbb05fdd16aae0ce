import type { ExportCursor, PersonExportJob } from '../../domain/accounts/person-export.js';

/** Exports of persons that are written into files, and the files. */
export interface PersonExports {
  /** Null when there is none, or it has expired. */
  find(jobId: string, now: Date): Promise<PersonExportJob | null>;
  /** The one of this person; null when there is none, or it has expired. */
  findOf(accountId: string, now: Date): Promise<PersonExportJob | null>;
  /**
   * Puts the job in the place of the person's last one, whose file is removed, unless that runs.
   * Returns the one that is there then.
   */
  begin(job: PersonExportJob, now: Date): Promise<PersonExportJob>;
  /** Writes down how many rows there are to write. */
  noteTotal(jobId: string, totalRows: number): Promise<void>;
  /**
   * Appends a part and moves the cursor on, both or neither. False when somebody else has moved it, or the job is not
   * there or not running any more: then nothing is left of the part.
   */
  append(
    job: Pick<PersonExportJob, 'id' | 'cursor' | 'rows'>,
    bytes: Uint8Array,
    after: { readonly cursor: ExportCursor; readonly rows: number },
  ): Promise<boolean>;
  /** Ends a job that runs. One that failed loses its file. */
  end(jobId: string, state: 'done' | 'failed'): Promise<void>;
  /** A part of the file; null when it is gone. */
  readPart(partId: string): Promise<Uint8Array | null>;
  /** Removes the person's export with its file. Says whether there was one. */
  removeOf(accountId: string): Promise<boolean>;
  /** Removes what has expired, at most `limit`; says how many. */
  removeExpired(now: Date, limit: number): Promise<number>;
  /** Removes parts of jobs that began before and are not there any more, at most `limit`; says how many. */
  removeOrphans(before: Date, limit: number): Promise<number>;
  /**
   * Keeps others from exporting the person until the instant, or until {@link letGo}. False when somebody does already.
   */
  hold(accountId: string, until: Date, now: Date): Promise<boolean>;
  /** Ends what was held until that instant. */
  letGo(accountId: string, until: Date): Promise<void>;
}
