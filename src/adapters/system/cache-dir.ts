import { homedir } from 'node:os';
import { join } from 'node:path';

/** Default cache of what is downloaded once for all projects: the cache directory of the operating system. */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'holdfast');
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg, 'holdfast');
}
