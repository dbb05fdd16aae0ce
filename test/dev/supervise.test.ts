import { describe, expect, it } from '@jest/globals';
import { startServerProcess, type RunningServer } from '../../src/dev/servers/server.js';
import { supervise } from '../../src/dev/supervise.js';
import { waitUntil } from '../../src/dev/wait.js';
import { isGone } from './fixtures/processes.js';
import { tempDir } from './fixtures/temp-dir.js';

const dataDir = tempDir();

const sleeper = (): Promise<RunningServer> =>
  startServerProcess({
    name: 'sleeper',
    command: 'sleep',
    args: ['600'],
    dataDir,
    ready: () => Promise.resolve(),
  });

describe('supervise', () => {
  it('starts a killed process again and says how it died', async () => {
    const said: string[] = [];
    const part = await supervise({ label: 'Worker', log: 'worker.log', start: sleeper }, (line) =>
      said.push(line),
    );
    const first = part.pid()!;
    process.kill(first, 'SIGKILL');
    await waitUntil(() => said.length === 2, { what: 'a restart', timeoutMs: 120_000 });
    const second = part.pid()!;
    expect(second).not.toBe(first);
    expect(said).toEqual([
      `Worker: process ${first} ended by SIGKILL; starting it again in 0.5 s (log: worker.log)`,
      `Worker: runs again (process ${second})`,
    ]);
    await part.stop();
    await isGone(second);
    expect(said).toHaveLength(2);
  });

  it('waits longer after each failure, and cancels a start when it is stopped', async () => {
    const said: string[] = [];
    let starts = 0;
    const start = async (signal: AbortSignal): Promise<RunningServer> => {
      starts += 1;
      if (starts === 1) return sleeper();
      if (starts === 2) throw new Error('no such luck');
      return startServerProcess({
        ...{ name: 'sleeper', command: 'sleep', args: ['600'], dataDir, signal },
        ready: (failed) => waitUntil(() => false, { what: 'ever', timeoutMs: 60_000, failed }),
      });
    };
    const part = await supervise({ label: 'API', log: 'api.log', start }, (line) => said.push(line));
    process.kill(part.pid()!, 'SIGTERM');
    await waitUntil(() => starts === 3, { what: 'a third start', timeoutMs: 120_000 });
    expect(said[1]).toBe('API: did not start (no such luck); starting it again in 1 s (log: api.log)');
    await part.stop();
    expect(part.pid()).toBeUndefined();
  });

  it('passes on the failure of the very first start, with the end of the log', async () => {
    const start = (): Promise<RunningServer> =>
      startServerProcess({
        ...{ name: 'broken', command: 'sh', args: ['-c', 'echo the disk is full; exit 3'], dataDir },
        ready: (failed) => waitUntil(() => false, { what: 'ever', timeoutMs: 120_000, failed }),
      });
    await expect(supervise({ label: 'Temporal', log: 'x', start }, () => undefined)).rejects.toThrow(
      /^broken ended with code 3 before it was ready\. The end of .*broken\.log:\nthe disk is full$/,
    );
  });
});
