import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Arguments that let node run TypeScript; unlike `--import tsx` they hold in whatever directory it runs. */
export function tsxArgs(): string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}

/** Arguments with which node runs the script beside a module of ours, as source or compiled, as that module itself is. */
export function siblingScriptArgs(name: string, moduleUrl: string): string[] {
  const extension = extname(moduleUrl);
  const script = fileURLToPath(new URL(`${name}${extension}`, moduleUrl));
  return extension === '.ts' ? [...tsxArgs(), script] : [script];
}
