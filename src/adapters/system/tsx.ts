import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Returns arguments with which node runs TypeScript; unlike `--import tsx`, they work in any directory.
 */
export function tsxArgs(): string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}

/**
 * Returns arguments with which node runs the script beside a module, as source or compiled like that module.
 */
export function siblingScriptArgs(name: string, moduleUrl: string): string[] {
  const extension = extname(moduleUrl);
  const script = fileURLToPath(new URL(`${name}${extension}`, moduleUrl));
  return extension === '.ts' ? [...tsxArgs(), script] : [script];
}
