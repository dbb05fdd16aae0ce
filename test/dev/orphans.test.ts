import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { lockDataDir } from '../../src/dev/processes/data-dir-lock.js';
import { processIdentity } from '../../src/dev/processes/identity.js';
import { describeProcess, endLeftOver, runFile, writeRunFile } from '../../src/dev/processes/run-file.js';
import { startTiedChild } from '../../src/dev/processes/tied-child.js';
import { waitUntil } from '../../src/dev/wait.js';
import { isGone, start, startTypeScript, type Started } from './fixtures/processes.js';
import { tempDir } from './fixtures/temp-dir.js';

const quiet = (): void => undefined;

function isEmpty(group: number): boolean {
  try {
    return !process.kill(-group, 0);
  } catch {
    return true;
  }
}

/** Sleeps for as long as its parent lives. */
async function tiedSleep(): Promise<{ readonly parent: Started; readonly pid: number }> {
  const script = fileURLToPath(new URL('fixtures/tied-parent.ts', import.meta.url));
  const parent = startTypeScript(script, 'sleep', '600');
  await parent.says('child ');
  return { parent, pid: Number(/child (\d+)/.exec(parent.output())?.[1]) };
}

describe('a tied child', () => {
  it('ends when its parent is killed with -9', async () => {
    const { parent, pid } = await tiedSleep();
    expect(processIdentity(pid)).toBeDefined();
    parent.child.kill('SIGKILL');
    await isGone(pid);
  });

  it('is killed after that, though it is frozen and cannot hear', async () => {
    const { parent, pid } = await tiedSleep();
    process.kill(pid, 'SIGSTOP');
    parent.child.kill('SIGKILL');
    await isGone(pid);
  });

  it('is its own process, and leaves no watcher behind when it ends', async () => {
    const child = await startTiedChild({ command: 'sh', args: ['-c', 'echo $$; exit 7'] });
    let said = '';
    child.stdout?.on('data', (data) => (said += String(data)));
    await expect(child.exited).resolves.toEqual({ code: 7, signal: null });
    await waitUntil(() => isEmpty(child.pid), { what: 'the watcher to end', timeoutMs: 60_000 });
    expect(said.trim()).toBe(String(child.pid));
  });

  it('is killed when it does not listen', async () => {
    const child = await startTiedChild({
      command: 'sh',
      args: ['-c', "trap '' TERM; echo deaf; while :; do sleep 1; done"],
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    await expect(child.stop(200)).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  });
});

describe('a left-over of an earlier start', () => {
  it('is ended by the next one', async () => {
    const dataDir = tempDir();
    const orphan = start('sleep', ['600']);
    writeRunFile(dataDir, describeProcess('mongod', orphan.pid, 'sleep 600'));
    await endLeftOver(dataDir, 'mongod', quiet);
    expect(processIdentity(orphan.pid)).toBeUndefined();
    expect(existsSync(runFile(dataDir, 'mongod'))).toBe(false);
  });

  it('is not confused with a stranger that got its pid', async () => {
    const dataDir = tempDir();
    const stranger = start('sleep', ['600']);
    writeRunFile(dataDir, {
      ...describeProcess('mongod', stranger.pid, 'mongod'),
      identity: 'an earlier boot/1',
    });
    await endLeftOver(dataDir, 'mongod', quiet);
    expect(processIdentity(stranger.pid)).toBeDefined();
  });
});

describe('the lock of a data directory', () => {
  it('is refused while its holder lives, and given when the holder is gone', async () => {
    const dataDir = tempDir();
    const holder = start('sleep', ['600']);
    lockDataDir(dataDir, holder.pid);
    expect(() => lockDataDir(dataDir)).toThrow(
      `Holdfast already runs on ${dataDir} (process ${holder.pid}). Stop it, or set HOLDFAST_DATA_DIR to run another.`,
    );
    holder.child.kill('SIGKILL');
    await isGone(holder.pid);
    const unlock = lockDataDir(dataDir);
    unlock();
    lockDataDir(dataDir)();
  });
});
