import { fieldsFor } from '../../domain/custom-fields.js';
import { EXPORT_LISTS, type ExportCursor, type PersonExportJob } from '../../domain/person-export.js';
import type { AppDeps } from '../deps.js';
import { EXPORT_KEYS, exportRows, type ShownFields } from './export-rows.js';

type Deps = Pick<AppDeps, 'users' | 'personalData' | 'personExports' | 'customFields' | 'clock'>;

/** Rows read at a time: a few megabytes at most. */
const PAGE_ROWS = 100;

/** A part of the file is written when it has this size. A kill costs the work on one. */
const PART_BYTES = 1024 * 1024;

/** How far the work is, for those who look at it in Temporal. Where to go on stands with the job. */
export interface ExportNote extends ExportCursor {
  readonly rows: number;
}

interface Course {
  readonly note: (progress: ExportNote) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes the lists of an export into its file, as the inside of a JSON object, part by part. It goes on where an attempt
 * before was broken off; of two at the same time, one finds that the other was faster and goes on from there.
 *
 * Does nothing for a job that is not there or not running any more. Returns how many rows the file has by now.
 */
export async function writeExport(
  deps: Deps,
  jobId: string,
  course: Course,
): Promise<{ readonly rows: number }> {
  for (;;) {
    const job = await runningJob(deps, jobId);
    if (job === null) return { rows: 0 };
    const rows = await writeFrom(deps, job, course);
    if (rows === null) continue;
    await deps.personExports.end(jobId, 'done');
    return { rows };
  }
}

async function runningJob(deps: Deps, jobId: string): Promise<PersonExportJob | null> {
  const job = await deps.personExports.find(jobId, deps.clock.now());
  if (job?.state !== 'running') return null;
  const person = await deps.users.find(job.accountId);
  if (person?.erasedAt === null) return job;
  await deps.personExports.removeOf(job.accountId);
  return null;
}

/** Null when somebody else was faster. */
async function writeFrom(deps: Deps, job: PersonExportJob, { note, signal }: Course): Promise<number | null> {
  const { personalData, personExports, customFields } = deps;
  if (job.totalRows === null) await personExports.noteTotal(job.id, await personalData.count(job.accountId));
  const fields = fieldsFor(await customFields.all(), false);
  let written: Pick<PersonExportJob, 'cursor' | 'rows'> = job;
  let { rows } = job;
  let texts: string[] = [];
  let sizeBytes = 0;
  for await (const page of pagesFrom(deps, job, fields)) {
    signal.throwIfAborted();
    texts.push(page.text);
    sizeBytes += Buffer.byteLength(page.text);
    rows += page.rows;
    note({ ...page.cursor, rows });
    if (sizeBytes < PART_BYTES && page.cursor.list < EXPORT_LISTS.length) continue;
    const after = { cursor: page.cursor, rows };
    const isMine = await personExports.append({ id: job.id, ...written }, Buffer.from(texts.join('')), after);
    if (!isMine) return null;
    written = after;
    texts = [];
    sizeBytes = 0;
  }
  return rows;
}

/** The text of a page, and where writing goes on after it. */
interface WrittenPage {
  readonly text: string;
  readonly rows: number;
  readonly cursor: ExportCursor;
}

async function* pagesFrom(
  { personalData }: Pick<AppDeps, 'personalData'>,
  { accountId, cursor: start }: PersonExportJob,
  fields: ShownFields,
): AsyncGenerator<WrittenPage> {
  let cursor = start;
  for (let list = EXPORT_LISTS[cursor.list]; list !== undefined; list = EXPORT_LISTS[cursor.list]) {
    const { rows, next } = await personalData.page(list, accountId, cursor.after, PAGE_ROWS);
    const head = `${cursor.list === 0 ? '' : ','}${JSON.stringify(EXPORT_KEYS[list])}:[`;
    const items = exportRows(list, rows, fields).map((row) => JSON.stringify(row));
    const text = [
      cursor.after === null ? head : items.length === 0 ? '' : ',',
      items.join(','),
      next === null ? ']' : '',
    ].join('');
    cursor = next === null ? { list: cursor.list + 1, after: null } : { list: cursor.list, after: next };
    yield { text, rows: rows.length, cursor };
  }
}
