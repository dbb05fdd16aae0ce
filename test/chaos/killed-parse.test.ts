import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { upload } from '../support/files/uploads.js';
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

/** The id of a process that it has written to a file. */
const processIn = (file: string) =>
  waitFor('the process to begin', () =>
    existsSync(file) && readFileSync(file, 'utf8') !== '' ? Number(readFileSync(file, 'utf8')) : undefined,
  );

it('a worker that is killed while it parses a mail and reads a file leaves no process, and the next one continues', async () => {
  const [parsed, read] = [join(dir, 'parser'), join(dir, 'reader')];
  const headers = ['X-Odd: never ends', `X-Odd-File: ${parsed}`];
  const { mail } = await keep(holdfast, letter({ subject: 'Killed in the middle', headers }));
  const alice = await holdfast.client('alice');
  const content = `never ends: ${read}`;
  const { id } = (await upload(alice, { content })).body;
  const { number } = (
    await alice.post('/api/v1/tickets', { title: 'Broken', description: 'See attached', file_ids: [id] })
  ).body;
  const dying = await start('test/chaos/fixtures/odd-worker.ts');
  const children = await Promise.all([processIn(parsed), processIn(read)]);
  await dying.kill();
  await waitFor('its processes to end', () => (children.some(isRunning) ? undefined : true));
  expect(await holdfast.deps.receivedMails.find(mail.id)).toMatchObject({ state: 'kept' });
  expect((await alice.get(`/api/v1/files/${id}`)).body).toMatchObject({ state: 'stored', ticket: number });
  await start('src/worker.ts');
  expect(await settled(holdfast, mail.id)).toMatchObject({ state: 'done', outcome: { kind: 'opened' } });
  const analysis = await waitFor('the analysis', async () => {
    const { body } = await alice.get(`/api/v1/files/${id}/analysis`);
    return body.state === 'ready' ? body : undefined;
  });
  expect(analysis).toMatchObject({ kind: 'text', text: content, fault: null });
  const events = holdfast.mongo.collection('events').find({ fileId: id, type: 'file.analysed' });
  expect(await events.toArray()).toHaveLength(1);
});
