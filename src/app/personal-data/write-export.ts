import { fieldsFor } from '../../domain/tickets/custom-fields.js';
import {
  EXPORT_LISTS,
  type ExportCursor,
  type PersonExportJob,
} from '../../domain/accounts/person-export.js';
import type { DataSubject } from '../../ports/accounts/personal-data.js';
import type { AppDeps } from '../deps.js';
import { dataSubject } from './exportable.js';
import { EXPORT_KEYS, exportRows, type ShownFields } from './export-rows.js';

type Deps = Pick<AppDeps, 'users' | 'personalData' | 'personExports' | 'customFields' | 'sealer' | 'clock'>;

/** Rows read at a time: a few megabytes at most. */
const PAGE_ROWS = 100;

/** A part of the file is written when it has this size. A kill costs the work on one. */
const PART_BYTES = 1024 * 1024;

/** The progress for operators in Temporal. The job has the position. */
export interface ExportNote extends ExportCursor {
  readonly rows: number;
}

interface Course {
  readonly note: (progress: ExportNote) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes the lists of an export to its file, as the inside of a JSON object, part by part.
 * It continues after an interrupted attempt. Of two parallel attempts, the slower one continues from the position of
 * the faster.
 * Does nothing for a missing or ended job. Returns the number of rows in the file.
 */
export async function writeExport(
  deps: Deps,
  jobId: string,
  course: Course,
): Promise<{ readonly rows: number }> {
  for (;;) {
    const running = await runningJob(deps, jobId);
    if (running === null) return { rows: 0 };
    const rows = await writeFrom(deps, running, course);
    if (rows === null) continue;
    await deps.personExports.end(jobId, 'done');
    return { rows };
  }
}

interface RunningJob {
  readonly job: PersonExportJob;
  readonly subject: DataSubject;
}

async function runningJob(deps: Deps, jobId: string): Promise<RunningJob | null> {
  const job = await deps.personExports.find(jobId, deps.clock.now());
  if (job?.state !== 'running') return null;
  const person = await deps.users.find(job.accountId);
  if (person?.erasedAt === null) return { job, subject: await dataSubject(deps, person) };
  await deps.personExports.removeOf(job.accountId);
  return null;
}

/** Null if another attempt was faster. */
async function writeFrom(
  deps: Deps,
  { job, subject }: RunningJob,
  { note, signal }: Course,
): Promise<number | null> {
  const { personalData, personExports, customFields } = deps;
  if (job.totalRows === null) await personExports.noteTotal(job.id, await personalData.count(subject));
  const fields = fieldsFor(await customFields.all(), false);
  let written: Pick<PersonExportJob, 'cursor' | 'rows'> = job;
  let { rows } = job;
  let texts: string[] = [];
  let sizeBytes = 0;
  for await (const page of pagesFrom(deps, job.cursor, subject, fields)) {
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

/** The text of a page, and the next position. */
interface WrittenPage {
  readonly text: string;
  readonly rows: number;
  readonly cursor: ExportCursor;
}

async function* pagesFrom(
  { personalData }: Pick<AppDeps, 'personalData'>,
  start: ExportCursor,
  subject: DataSubject,
  fields: ShownFields,
): AsyncGenerator<WrittenPage> {
  let cursor = start;
  for (let list = EXPORT_LISTS[cursor.list]; list !== undefined; list = EXPORT_LISTS[cursor.list]) {
    const { rows, next } = await personalData.page(list, subject, cursor.after, PAGE_ROWS);
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
