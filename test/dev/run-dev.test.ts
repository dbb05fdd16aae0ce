import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readRunRecord, runFile } from '../../src/dev/processes/run-file.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { isGone, startTypeScript, type Started } from './fixtures/processes.js';
import { tempDir } from './fixtures/temp-dir.js';

/** Anything that accepts a connection will do for servers whose addresses are given. */
const somebody = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
afterAll(() => {
  somebody.close();
});

async function runDev(dataDir: string, port?: number): Promise<Started> {
  const [free = 0] = await freePorts(1);
  const elsewhere = `127.0.0.1:${(somebody.address() as { port: number }).port}`;
  const apiPort = port ?? free;
  return startTypeScript(
    fileURLToPath(new URL('fixtures/run-dev.ts', import.meta.url)),
    JSON.stringify({
      dataDir,
      mongo: { uri: `mongodb://${elsewhere}/holdfast`, port: 0 },
      temporal: { address: elsewhere, port: 0, uiPort: 0, uiUrl: `http://${elsewhere}` },
      inbox: { smtpUrl: `smtp://${elsewhere}`, smtpPort: 0, webPort: 0 },
      http: { host: '127.0.0.1', port: apiPort, publicUrl: `http://127.0.0.1:${apiPort}` },
    }),
  );
}

const pidOf = (dataDir: string, name: string): number => readRunRecord(runFile(dataDir, name))!.pid;

describe('npm run dev', () => {
  it('runs, mends what dies, refuses a second start, and stops in order', async () => {
    const dataDir = tempDir();
    const dev = await runDev(dataDir);
    await dev.says('holdfast ready\n');
    expect(dev.output()).toContain('Worker: WARN the provider is slow\n');

    const second = await runDev(dataDir);
    await expect(second.exitCode()).resolves.toBe(1);
    expect(second.output()).toBe(
      `Holdfast already runs on ${dataDir} (process ${dev.pid}). Stop it, or set HOLDFAST_DATA_DIR to run another.\n`,
    );

    const worker = pidOf(dataDir, 'worker');
    process.kill(worker, 'SIGKILL');
    await dev.says(`Worker: process ${worker} ended by SIGKILL`);
    await dev.says('Worker: runs again');

    dev.child.kill('SIGINT');
    dev.child.kill('SIGINT'); // npm passes the signal on that the terminal has sent already
    await expect(dev.exitCode()).resolves.toBe(0);
    expect(dev.output()).toMatch(/SIGINT: stopping.*\nWorker stopped.*\nAPI stopped.*\n$/);
    expect(readFileSync(`${dataDir}/logs/worker.log`, 'utf8')).toContain('"mongo":"mongodb://127.0.0.1');
  });

  it('leaves nothing running after a kill -9, and starts again at once', async () => {
    const dataDir = tempDir();
    const [port = 0] = await freePorts(1);
    const first = await runDev(dataDir, port);
    await first.says('holdfast ready\n');
    const pids = ['api', 'worker'].map((name) => pidOf(dataDir, name));
    first.child.kill('SIGKILL');
    await first.exitCode();

    const second = await runDev(dataDir, port);
    await second.says('holdfast ready\n');
    await Promise.all(pids.map(isGone));
    second.child.kill('SIGTERM');
    await expect(second.exitCode()).resolves.toBe(0);
  });
});
