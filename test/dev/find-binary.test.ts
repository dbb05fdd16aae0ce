import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { keptBinary } from '../../src/dev/binaries/cache.js';
import { findBinary, type FindOptions } from '../../src/dev/binaries/find-binary.js';
import type { BinaryKind, BinarySource } from '../../src/dev/binaries/kind.js';
import { mongodBinary } from '../../src/dev/binaries/mongod.js';
import { tempDir } from './fixtures/temp-dir.js';

const dir = tempDir();
let directories = 0;

function program(file: string, version: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "server v${version}"\n`);
  chmodSync(file, 0o755);
  return file;
}

const making = (version: string): BinarySource => ({
  label: `a build of ${version}`,
  fetch: (workDir) => Promise.resolve(program(join(workDir, 'made'), version)),
});

const failing: BinarySource = {
  label: 'the download',
  fetch: () => Promise.reject(new Error('no route to host')),
};

const kind = (...sources: BinarySource[]): BinaryKind => ({
  command: 'server',
  service: 'Server',
  variable: 'SERVER_BINARY',
  addressVariable: 'SERVER_URL',
  minimumVersion: '2.1.0',
  versionPattern: /v(\d+\.\d+\.\d+)/,
  sources,
  advice: 'install it',
});

function options(more: Partial<FindOptions> = {}): FindOptions & { cacheDir: string; said: string[] } {
  const said: string[] = [];
  const cacheDir = join(dir, String((directories += 1)));
  return { cacheDir, said, report: (line) => said.push(line), progress: () => undefined, ...more };
}

describe('findBinary', () => {
  it('insists on the binary named in the environment', async () => {
    const named = join(dir, 'missing');
    await expect(findBinary(mongodBinary, options({ named }))).rejects.toThrow(
      `MONGOD_BINARY names ${named}, which does not exist. Correct it, or unset MONGOD_BINARY.`,
    );
  });

  it('takes one on PATH that is new enough', async () => {
    const [old, good] = [
      program(join(dir, 'old', 'server'), '2.0.9'),
      program(join(dir, 'good', 'server'), '2.10.0'),
    ];
    await expect(findBinary(kind(), options({ path: dirname(good) }))).resolves.toBe(good);
    await expect(findBinary(kind(), options({ path: dirname(old) }))).rejects.toThrow(
      'is 2.0.9, older than 2.1.0',
    );
  });

  it('never uses a half-made file in the cache, and puts a whole one in its place', async () => {
    const search = options();
    const place = keptBinary(search.cacheDir, 'server');
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, '\u007fELF half of it', { mode: 0o755 });
    await expect(findBinary(kind(failing, making('3.0.0')), search)).resolves.toBe(place);
    expect(readFileSync(place, 'utf8')).toContain('v3.0.0');
    expect(search.said[1]).toContain('the download failed (no route to host); trying a build of 3.0.0');
    expect(readdirSync(join(search.cacheDir, 'work'))).toEqual([]);
  });

  it('does not keep what turns out useless', async () => {
    const search = options();
    await expect(findBinary(kind(making('1.0.0')), search)).rejects.toThrow(
      'what came is 1.0.0, older than 2.1.0',
    );
    expect(existsSync(keptBinary(search.cacheDir, 'server'))).toBe(false);
  });

  it('works for two at once', async () => {
    const search = options();
    const found = await Promise.all([1, 2, 3].map(() => findBinary(kind(making('3.0.0')), search)));
    expect(new Set(found)).toEqual(new Set([keptBinary(search.cacheDir, 'server')]));
  });

  it('lists what was tried and what to do when nothing worked', async () => {
    await expect(findBinary(kind(failing), options())).rejects.toThrow(
      'Server: found no server and could not get one:\n' +
        '  - no server on PATH\n  - no server in the cache\n  - the download failed (no route to host)\n' +
        'What you can do: install it; set SERVER_BINARY to a binary; or set SERVER_URL to a running server.',
    );
  });
});
