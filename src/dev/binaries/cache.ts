import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A working directory this old belongs to nobody any more; the longest build takes minutes. */
const ABANDONED_MS = 3 * 60 * 60 * 1000;

/** Where binaries are kept between runs and projects: the place that the system has for such things. */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'holdfast');
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg, 'holdfast');
}

/** The place of a kept binary; a home directory may be shared between machines of different make. */
export function keptBinary(cacheDir: string, command: string): string {
  return join(cacheDir, 'bin', `${process.platform}-${process.arch}`, command);
}

/**
 * Gives `work` a fresh directory inside the cache, so that what it makes can be renamed into place, and removes it
 * afterwards, also when the process is ended meanwhile.
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

/** Puts a finished binary into its place in one step: whoever looks sees the old one, none, or the whole new one. */
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
