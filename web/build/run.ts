/**
 * Builds the console into `CONSOLE_DIR`. With `--compress`, files get their compressed forms beside them. `--readable`
 * keeps the names of functions, for profiles.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { existsSync, mkdirSync, rmSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';
import { compressFiles } from './compress.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that the build depends on. */
const INPUTS = ['web', 'src/client', 'package-lock.json'];

const STAMP = '.stamp';

/** Names, sizes and times of all inputs: as soon as one changes, the console is built again. */
function stampOfInputs(flags: string): string {
  const hash = createHash('sha256').update(flags);
  for (const input of INPUTS) {
    const path = join(ROOT, input);
    const files = statSync(path).isFile()
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort();
    for (const file of files) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

const outDir = resolve(process.env['CONSOLE_DIR'] ?? join(ROOT, 'dist/console'));
const isCompressing = process.argv.includes('--compress');
const isReadable = process.argv.includes('--readable');
const isWatching = process.argv.includes('--watch');
const lock = `${outDir}.lock`;

/** Older ones were left by a build that was killed. */
const LOCK_TTL_MS = 60_000;

/** One build at a time in a directory: test files start at the same moment. */
async function takeLock(): Promise<void> {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      const { mtimeMs = 0 } = statSync(lock, { throwIfNoEntry: false }) ?? {};
      if (Date.now() - mtimeMs > LOCK_TTL_MS) rmSync(lock, { recursive: true, force: true });
      else await sleep(100);
    }
  }
}

await takeLock();
process.on('exit', () => rmSync(lock, { recursive: true, force: true }));
const stamp = stampOfInputs(`${isCompressing ? 'compressed' : 'plain'}${isReadable ? ' readable' : ''}`);
const stampFile = join(outDir, STAMP);
const isFresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

/** Builds again after each change, and marks each build as whole. */
function watching(config: InlineConfig): InlineConfig {
  const stampEach: Plugin = { name: 'stamp', writeBundle: () => writeFileSync(stampFile, 'watched') };
  return {
    ...config,
    plugins: [config.plugins, stampEach],
    build: { ...config.build, watch: {} },
    logLevel: 'info',
  };
}

if (isWatching || !isFresh) {
  // Loaded only if there is something to build, because it takes most of the time.
  const [{ build }, { viteConfig }] = await Promise.all([import('vite'), import('./vite-config.js')]);
  mkdirSync(outDir, { recursive: true });
  // Vite keeps one that is set. Tests set another, and React would bring its checks for developers.
  process.env['NODE_ENV'] = 'production';
  const config = viteConfig(outDir, isReadable);
  await build(isWatching ? watching(config) : config);
  if (isCompressing) await compressFiles(outDir);
  if (!isWatching) writeFileSync(stampFile, stamp);
}
