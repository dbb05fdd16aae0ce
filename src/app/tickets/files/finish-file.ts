import { errorCodesIn } from '../../../domain/files/error-codes.js';
import { fileEvent, isHeld, type StoredFile } from '../../../domain/files/stored-file.js';
import { summaryOf } from '../../../domain/files/summary.js';
import type { FileAnalysis } from '../../../domain/files/analysis.js';
import { needsFileText } from '../../../domain/triage/needs-file-text.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'files' | 'tickets' | 'detectLanguage' | 'clock' | 'newId'>;

/** Shorter texts say nothing of their language. */
const MIN_LANGUAGE = 20;

/** Completes the analysis of a file. Returns the ticket whose triage must run again with its text; null for none. */
export async function finishFile(deps: Deps, fileId: string): Promise<{ readonly retriage: string | null }> {
  const file = await deps.files.find(fileId);
  if (file === null || isHeld(file)) return { retriage: null };
  const finished = file.analysedAt === undefined ? await finish(deps, file) : file;
  if (finished === null || finished.ownerId === null) return { retriage: null };
  const ticket = await deps.tickets.find(finished.ownerId);
  const isNeeded = ticket !== null && needsFileText(ticket, finished, deps.clock.now());
  return { retriage: isNeeded ? ticket.id : null };
}

async function finish(deps: Deps, file: StoredFile): Promise<StoredFile | null> {
  const now = deps.clock.now();
  const read = file.analysis ?? NOTHING;
  const errorCodes = errorCodesIn(read.text);
  const analysis = {
    ...read,
    errorCodes,
    language: read.text.length < MIN_LANGUAGE ? null : await deps.detectLanguage(read.text),
    summary: summaryOf(read.text, errorCodes),
  };
  const event = fileEvent('file.analysed', file.id, deps.newId(), now);
  // A field that is there already would refuse the step.
  const notedRead = file.readAt === undefined ? { readAt: now } : {};
  return deps.files.progress(file.id, { ...notedRead, analysis, analysedAt: now }, event);
}

/** Of a file that no worker could read. */
const NOTHING: FileAnalysis = {
  ...{ kind: 'other', text: '', metadata: {}, fault: 'failed' },
  ...{ language: null, summary: null, errorCodes: [] },
};
