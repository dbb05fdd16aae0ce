import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const DIRECTORY = resolve('.holdfast/test-console');

/** Builds the console unless it is fresh, and returns the settings of a Holdfast that serves it. */
export async function builtConsole(): Promise<{
  readonly directory: string;
  readonly environment: Record<string, string>;
}> {
  const env = { ...process.env, CONSOLE_DIR: DIRECTORY, NODE_OPTIONS: '' };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'web/build/run.ts', '--compress'], { env });
  return { directory: DIRECTORY, environment: { CONSOLE_DIR: DIRECTORY, CONSOLE_DEMO_ACCOUNTS: 'true' } };
}

/** A later build of a console in another directory: every script has another name, and those of before are gone. */
export function nextVersionOf(directory: string): string {
  const next = mkdtempSync(join(tmpdir(), 'holdfast-next-console-'));
  process.on('exit', () => rmSync(next, { recursive: true, force: true }));
  cpSync(directory, next, { recursive: true });
  const scripts = readdirSync(join(next, 'console'));
  for (const name of scripts.filter((name) => /\.(?:br|gz)$/u.test(name)))
    rmSync(join(next, 'console', name));
  const plain = scripts.filter((name) => name.endsWith('.js'));
  const renamed = (text: string) =>
    plain.reduce((result, name) => result.replaceAll(name, name.replace('.js', '-next.js')), text);
  for (const path of ['index.html', ...plain.map((name) => join('console', name))]) {
    const file = join(next, path);
    writeFileSync(file, renamed(readFileSync(file, 'utf8')));
    renameSync(file, join(next, renamed(path)));
  }
  return next;
}
