import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DevError, reasonOf } from '../dev-error.js';
import type { Progress, Report } from '../report.js';
import { inWorkDir, keep, keptBinary } from './cache.js';
import type { BinaryKind, BinarySource } from './kind.js';
import { inspect } from './version.js';

export interface FindOptions {
  /** The binary that the person named in the environment: it alone will do. */
  readonly named?: string | undefined;
  /** Directories to search, as in PATH. */
  readonly path?: string | undefined;
  readonly cacheDir: string;
  readonly report: Report;
  readonly progress: Progress;
}

/**
 * Finds a server program: the configured one, one on PATH, a cached one, or one downloaded or built now.
 * Reports in one line what failed and what it tries next.
 * @returns its path
 * @throws DevError listing what was tried and what to do.
 */
export async function findBinary(kind: BinaryKind, options: FindOptions): Promise<string> {
  if (options.named !== undefined) return namedBinary(kind, options.named);
  const failures: string[] = [];
  const places = [onPath(kind.command, options.path ?? ''), keptBinary(options.cacheDir, kind.command)];
  for (const [index, file] of places.entries()) {
    const place = index === 0 ? 'on PATH' : 'in the cache';
    const verdict =
      file !== undefined && existsSync(file) ? await inspect(kind, file) : { problem: 'is not there' };
    if (file !== undefined && 'version' in verdict) {
      options.report(`${kind.service}: ${[...failures, `using ${file} (${verdict.version})`].join(', ')}`);
      return file;
    }
    const problem = 'problem' in verdict ? verdict.problem : 'is not there';
    failures.push(problem === 'is not there' ? `no ${kind.command} ${place}` : `the one ${place} ${problem}`);
  }
  return fetchBinary(kind, options, failures);
}

async function namedBinary(kind: BinaryKind, file: string): Promise<string> {
  const verdict = existsSync(file) ? await inspect(kind, file) : { problem: 'does not exist' };
  if ('version' in verdict) return file;
  throw new DevError(
    `${kind.variable} names ${file}, which ${verdict.problem}. Correct it, or unset ${kind.variable}.`,
  );
}

async function fetchBinary(kind: BinaryKind, options: FindOptions, failures: string[]): Promise<string> {
  for (const source of kind.sources) {
    options.report(`${kind.service}: ${failures.slice(-2).join(', ')}; trying ${source.label}`);
    try {
      const file = await fetchFrom(kind, source, options);
      options.report(`${kind.service}: got it from ${source.label}, kept as ${file}`);
      return file;
    } catch (error) {
      failures.push(`${source.label} failed (${reasonOf(error).split('\n')[0] ?? ''})`);
    } finally {
      options.progress(kind.command, undefined);
    }
  }
  throw new DevError(
    [
      `${kind.service}: found no ${kind.command} and could not get one:`,
      ...failures.map((failure) => `  - ${failure}`),
      `What you can do: ${kind.advice}; set ${kind.variable} to a binary; or set ${kind.addressVariable} to a running server.`,
    ].join('\n'),
  );
}

function fetchFrom(kind: BinaryKind, source: BinarySource, options: FindOptions): Promise<string> {
  return inWorkDir(options.cacheDir, kind.command, async (workDir) => {
    const made = await source.fetch(workDir, options.progress);
    const verdict = await inspect(kind, made);
    if ('problem' in verdict) throw new Error(`what came ${verdict.problem}`);
    return keep(options.cacheDir, kind.command, made);
  });
}

function onPath(command: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, command))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
