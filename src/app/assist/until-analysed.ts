import { setTimeout as delay } from 'node:timers/promises';
import { fileState, type StoredFile } from '../../domain/files/stored-file.js';
import type { AppDeps } from '../deps.js';

/** Milliseconds that a person waits for the text of their files. A picture takes a second or two. */
const TEXT_TIMEOUT_MS = 8_000;
const POLL_MS = 200;

/** Returns the files once all are analysed, or as they are after eight seconds. Removed ones are left out. */
export async function untilAnalysed(
  { files }: Pick<AppDeps, 'files'>,
  found: readonly StoredFile[],
): Promise<readonly StoredFile[]> {
  const ids = found.map(({ id }) => id);
  const until = performance.now() + TEXT_TIMEOUT_MS;
  let current = found;
  while (current.some(isInProgress) && performance.now() < until) {
    await delay(POLL_MS);
    current = await files.findMany(ids);
  }
  return current;
}

function isInProgress(file: StoredFile): boolean {
  const state = fileState(file);
  return state !== 'ready' && state !== 'rejected';
}
