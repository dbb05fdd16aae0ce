/** Starts `npm run dev` on ports and data of its own, runs `npm run demo` against it, and stops it. For `.ci/node-24`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../src/dev/servers/ports.js';

const READY_WITHIN_MS = 300_000;
const DONE_WITHIN_MS = 120_000;
const PORTS = [
  'PORT',
  'MONGODB_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'SMTP_PORT',
  'INBOX_PORT',
] as const;

const dir = mkdtempSync(join(tmpdir(), 'holdfast-dev-'));
const ports = await freePorts(PORTS.length);
const env = {
  ...process.env,
  ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
  HOLDFAST_DATA_DIR: dir,
};

/** A command of package.json; resolves with its exit code, or fails when it takes too long. */
async function run(script: string): Promise<number | null> {
  const child = spawn('npm', ['run', '--silent', script], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit', { signal: AbortSignal.timeout(DONE_WITHIN_MS) })) as [
    number | null,
  ];
  return code;
}

const dev = spawn('npm', ['run', '--silent', 'dev'], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
const ended = once(dev, 'exit') as Promise<[number | null]>;
let failure: string | undefined;
try {
  await new Promise<void>((resolve, reject) => {
    const late = new Error(`not ready within ${READY_WITHIN_MS} ms`);
    const timer = setTimeout(() => reject(late), READY_WITHIN_MS);
    let said = '';
    dev.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      said += chunk.toString();
      if (!said.includes('holdfast ready')) return;
      clearTimeout(timer);
      resolve();
    });
    void ended.then(([code]) => reject(new Error(`ended with ${code}`)));
  });
  const code = await run('demo');
  if (code !== 0) failure = `npm run demo ended with ${code}`;
} catch (error) {
  failure = `npm run dev: ${String(error)}`;
} finally {
  // The whole group, as Ctrl-C in a terminal does.
  if (dev.pid !== undefined && dev.exitCode === null) process.kill(-dev.pid, 'SIGINT');
  await ended;
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
process.stdout.write(failure === undefined ? 'dev and demo work\n' : `${failure}\n`);
process.exitCode = failure === undefined ? 0 : 1;
