import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { keep, letter, settled } from '../support/mail/inbound.js';
import { isRunning } from '../support/processes/is-running.js';
import { startService, type Service } from '../support/processes/service.js';
import { waitFor } from '../support/wait-for.js';

let holdfast: Holdfast;
let dir: string;
const running: Service[] = [];
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  dir = mkdtempSync(join(tmpdir(), 'holdfast-parse-'));
});
afterAll(async () => {
  await Promise.all(running.map((service) => service.kill()));
  await holdfast.close();
  rmSync(dir, { recursive: true, force: true });
});

async function start(script: string): Promise<Service> {
  const service = await startService(holdfast, script, 'worker ready');
  running.push(service);
  return service;
}

it('a worker that is killed while it parses leaves no parser process, and the next one continues', async () => {
  const file = join(dir, 'parser');
  const headers = ['X-Odd: never ends', `X-Odd-File: ${file}`];
  const { mail } = await keep(holdfast, letter({ subject: 'Killed in the middle', headers }));
  const dying = await start('test/chaos/fixtures/odd-worker.ts');
  const parser = await waitFor('the parse to begin', () =>
    existsSync(file) && readFileSync(file, 'utf8') !== '' ? Number(readFileSync(file, 'utf8')) : undefined,
  );
  await dying.kill();
  await waitFor('its parser to end', () => (isRunning(parser) ? undefined : true));
  expect(await holdfast.deps.receivedMails.find(mail.id)).toMatchObject({ state: 'kept' });
  await start('src/worker.ts');
  expect(await settled(holdfast, mail.id)).toMatchObject({ state: 'done', outcome: { kind: 'opened' } });
});
