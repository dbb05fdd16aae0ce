import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsxArgs } from '../processes/tsx.js';
import type { BinaryKind, BinarySource } from './kind.js';
import { runTool, sizeOf } from './run-tool.js';

const officialDownload: BinarySource = {
  label: 'the official Temporal CLI download',
  async fetch(workDir, progress) {
    await runTool({
      command: process.execPath,
      args: [...tsxArgs(), fileURLToPath(new URL('./download-temporal.ts', import.meta.url)), workDir],
      cwd: workDir,
      stalledAfterMs: 10_000,
      onTick: () =>
        progress('temporal', `downloading Temporal: ${(sizeOf(workDir) / 1_000_000).toFixed(0)} MB`),
    });
    const file = (await readdir(workDir)).find((name) => name.startsWith('temporal'));
    if (file === undefined) throw new Error('the library left no file');
    return join(workDir, file);
  },
};

/** The newest version that builds by `go install` alone: the Temporal server and its Web UI are inside. */
const MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Number of packages that a clean build compiles, to show its progress. */
const PACKAGES = 1_300;

const goInstall: BinarySource = {
  label: '`go install` of the Temporal CLI 1.5.1 (2 to 4 minutes, once)',
  async fetch(workDir, progress) {
    const startedAt = Date.now();
    const seen = { downloaded: 0, compiled: 0 };
    const tell = (): void => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
      const done =
        seen.compiled === 0
          ? `${seen.downloaded} modules downloaded`
          : `${seen.compiled} of about ${PACKAGES} packages compiled`;
      progress('temporal', `building Temporal: ${done}, ${seconds} s`);
    };
    await mkdir(join(workDir, 'go-tmp'));
    await runTool({
      command: 'go',
      args: ['install', '-v', '-trimpath', '-ldflags=-s -w', MODULE],
      // Without cgo no C compiler is needed; the SQLite inside is Go.
      env: { GOBIN: workDir, GOTMPDIR: join(workDir, 'go-tmp'), CGO_ENABLED: '0', GOFLAGS: '' },
      cwd: workDir,
      stalledAfterMs: 120_000,
      onTick: tell,
      onLine: (line) => {
        if (line.startsWith('go: downloading')) seen.downloaded += 1;
        else if (!line.startsWith('go:')) seen.compiled += 1;
      },
    });
    return join(workDir, 'temporal');
  },
};

export const temporalBinary: BinaryKind = {
  command: 'temporal',
  service: 'Temporal',
  variable: 'TEMPORAL_BINARY',
  addressVariable: 'TEMPORAL_ADDRESS',
  minimumVersion: '1.27.0',
  // The server inside is what matters; a CLI built by `go install` calls itself 0.0.0-DEV.
  versionPattern: /Server (\d+\.\d+\.\d+)/,
  sources: [officialDownload, goInstall],
  advice: 'install the Temporal CLI (1.3 or later) so that temporal is on PATH, or install Go 1.24 or later',
};
