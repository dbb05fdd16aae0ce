import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Age at which a working directory is abandoned. The longest build takes minutes. */
const ABANDONED_MS = 3 * 60 * 60 * 1000;

/** The place of a kept binary; a home directory may be shared between machines of different make. */
export function keptBinary(cacheDir: string, command: string): string {
  return join(cacheDir, 'bin', `${process.platform}-${process.arch}`, command);
}

/**
 * Gives `work` a fresh directory in the cache, so that its result can be renamed into place.
 * The directory is removed afterwards, even if the process is terminated.
 */
export async function inWorkDir<T>(
  cacheDir: string,
  name: string,
  work: (dir: string) => Promise<T>,
): Promise<T> {
  const root = join(cacheDir, 'work');
  mkdirSync(root, { recursive: true });
  removeAbandoned(root);
  const dir = mkdtempSync(join(root, `${name}-`));
  const remove = (): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  try {
    return await work(dir);
  } finally {
    process.removeListener('exit', remove);
    remove();
  }
}

/**
 * Moves a finished binary into its place atomically.
 * Readers see the old one, none, or the complete new one.
 */
export function keep(cacheDir: string, command: string, made: string): string {
  const place = keptBinary(cacheDir, command);
  mkdirSync(join(place, '..'), { recursive: true });
  chmodSync(made, 0o755);
  renameSync(made, place);
  return place;
}

function removeAbandoned(root: string): void {
  for (const entry of readdirSync(root)) {
    const dir = join(root, entry);
    const age = Date.now() - (statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_MS) rmSync(dir, { recursive: true, force: true });
  }
}
