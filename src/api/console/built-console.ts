import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built console, with the compressed forms that the build wrote beside it. */
export interface ConsoleFile {
  readonly type: string;
  readonly body: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** The built console in memory: a few hundred kilobytes. */
export interface BuiltConsole {
  /** `index.html`, with places that each answer fills. */
  readonly shell: string;
  /** By path: `/console/queue-4f1a.js`. */
  readonly files: ReadonlyMap<string, ConsoleFile>;
}

const SHELL = 'index.html';

/** The build writes it last: until then files may be missing. */
const STAMP = '.stamp';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Returns whether a directory holds a built console. */
export function hasConsole(directory: string): boolean {
  return existsSync(join(directory, STAMP));
}

/**
 * Returns what reads the built console, and reads it again once it was built again. `npm run dev` builds while the API
 * runs: until then there is none.
 */
export function consoleReader(directory: string): () => BuiltConsole | null {
  let read: { readonly at: number; readonly built: BuiltConsole } | null = null;
  return () => {
    const at = statSync(join(directory, STAMP), { throwIfNoEntry: false })?.mtimeMs;
    if (at !== undefined && read?.at !== at) read = { at, built: readConsole(directory) };
    return read?.built ?? null;
  };
}

function readConsole(directory: string): BuiltConsole {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined)
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  const contentOf = (name: string) => {
    const path = join(directory, name);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const files = names.map((name): [string, ConsoleFile] => [
    `/${name.split(sep).join('/')}`,
    {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      body: readFileSync(join(directory, name)),
      br: contentOf(`${name}.br`),
      gzip: contentOf(`${name}.gz`),
    },
  ]);
  return { shell: readFileSync(join(directory, SHELL), 'utf8'), files: new Map(files) };
}
