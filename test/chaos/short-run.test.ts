import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Longer than everything that a run waits for, so that it tells by itself what it has waited for in vain. */
const PATIENCE_MS = 900_000;

interface Ending {
  readonly code: number | string;
  readonly output: string;
}

/** `npm run chaos`, in a process of its own as it starts and kills processes of its own. */
function chaos(...args: readonly string[]): Promise<Ending> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'test/chaos/run.ts', ...args],
      { cwd: ROOT, env, timeout: PATIENCE_MS, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? 'killed'), output: stdout + stderr });
      },
    );
  });
}

it('holds what it promises through a short run of faults', async () => {
  // A ticket costs half a second of processor time, and 100 meet every kind of fault and of story.
  const { code, output } = await chaos('--seed', '1', '--tickets', '100', '--faults', '6');
  // The whole output, where it failed: the seed alone does not tell what a busy machine has done.
  expect(code === 0 ? '' : output).toBe('');
  expect(output).toContain('every mail that was due was sent');
  // The plan of this seed starts one API twice, so that two of the four live clients come back.
  expect(Number(/\((\d+) connections/u.exec(output)?.[1])).toBeGreaterThan(4);
}, 1_000_000);
