import type { FileText } from '../../domain/files/analysis.js';
import { isHeld } from '../../domain/files/stored-file.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'files' | 'attachments' | 'fileReader' | 'users' | 'clock' | 'metrics'>;

/** Reads the text of a file that has none yet. Does nothing for a file that is held or gone. */
export async function readFileText(deps: Deps, fileId: string, signal: AbortSignal): Promise<void> {
  const file = await deps.files.find(fileId);
  if (file === null || isHeld(file) || file.readAt !== undefined) return;
  const [content, uploader] = await Promise.all([
    deps.attachments.read(fileId),
    deps.users.find(file.uploadedBy.id),
  ]);
  if (content === null) return;
  const languages = uploader?.languages ?? [];
  const found: FileText = await deps.fileReader.read({ type: file.type, content, languages }, signal);
  const analysis = { ...found, language: null, summary: null, errorCodes: [] };
  await deps.files.progress(fileId, { readAt: deps.clock.now(), analysis });
  deps.metrics.fileRead(found.kind, found.fault ?? 'none');
}
