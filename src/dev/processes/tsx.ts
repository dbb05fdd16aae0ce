import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Arguments that let node run TypeScript; unlike `--import tsx` they hold in whatever directory it runs. */
export function tsxArgs(): string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
