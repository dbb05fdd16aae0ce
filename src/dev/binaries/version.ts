import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { reasonOf } from '../dev-error.js';
import type { BinaryKind } from './kind.js';

const run = promisify(execFile);

/** Result of checking a binary: its version, or why it cannot be used. */
export type Verdict = { readonly version: string } | { readonly problem: string };

/** Runs `<file> --version`: a half-made file, one for another machine or one too old does not pass. */
export async function inspect(kind: BinaryKind, file: string): Promise<Verdict> {
  try {
    const { stdout } = await run(file, ['--version'], { timeout: 20_000 });
    const version = kind.versionPattern.exec(stdout)?.[1];
    if (version === undefined) return { problem: 'prints no version that we understand' };
    if (isOlder(version, kind.minimumVersion))
      return { problem: `is ${version}, older than ${kind.minimumVersion}` };
    return { version };
  } catch (error) {
    return { problem: `does not run (${reasonOf(error).trim().split('\n').at(-1) ?? 'no reason given'})` };
  }
}

function isOlder(version: string, minimum: string): boolean {
  const [a, b] = [version, minimum].map((text) => text.split('.').map(Number));
  for (const [index, wanted] of (b ?? []).entries()) {
    const had = a?.[index] ?? 0;
    if (had !== wanted) return had < wanted;
  }
  return false;
}
