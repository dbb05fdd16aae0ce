import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/domain/errors.js';
import { ClamdScanner } from '../../../src/adapters/files/clamd-scanner.js';
import { upload } from '../../support/files/uploads.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { BAD_CONTENT, BAD_NAME, ClamdServer, HAS_CLAMD } from '../../support/servers/clamd.js';
import { assigned } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const ifThere = HAS_CLAMD ? describe : describe.skip;
const never = new AbortController().signal;
async function* partsOf(...parts: readonly Buffer[]) {
  // Contents come from a database, so answers are read between parts.
  for (const part of parts) {
    await new Promise((resolve) => setImmediate(resolve));
    yield part;
  }
}

ifThere('the virus scanner', () => {
  let clamd: ClamdServer;
  let holdfast: Holdfast;
  let alice: Client;
  let bob: Client;

  beforeAll(async () => {
    clamd = await ClamdServer.prepare();
    holdfast = await startHoldfast({ environment: { CLAMD_URL: clamd.url } });
    [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
  });
  afterAll(async () => {
    await holdfast.close();
    await clamd.close();
  });

  it('holds files while it is away, and releases or rejects them once it is back', async () => {
    const good = (await upload(alice, { name: 'good.txt', content: 'nothing bad' })).body;
    const bad = (await upload(alice, { name: 'bad.txt', content: BAD_CONTENT })).body;
    expect([good.state, bad.state]).toEqual(['scanning', 'scanning']);
    const held = await alice.get(`/api/v1/files/${good.id}/content`);
    expect([held.status, held.body.code]).toEqual([409, 'file_held']);
    const report = { title: 'See attached', description: 'Two files', file_ids: [good.id, bad.id] };
    const { number } = (await alice.post('/api/v1/tickets', report)).body;
    const { assignee } = await assigned(bob, number);
    const users = holdfast.mongo.collection<any>('users');
    await users.updateOne({ _id: assignee.id }, { $set: { languages: ['nl', 'de', 'en'] } });
    await clamd.start();

    const states = async () => {
      const files = [good.id, bad.id].map(async (id) => (await bob.get(`/api/v1/files/${id}`)).body);
      return (await Promise.all(files)).map(({ state }) => state);
    };
    await waitFor('the verdicts', async () => {
      const found = await states();
      return found.join() === 'ready,rejected' ? true : undefined;
    });
    expect((await alice.get(`/api/v1/files/${good.id}/content`)).status).toBe(200);
    const rejected = await bob.get(`/api/v1/files/${bad.id}`);
    expect(rejected.body.rejected_because).toBe(BAD_NAME);
    for (const path of [
      `/api/v1/files/${bad.id}/content`,
      `/api/v1/tickets/${number}/attachments/${bad.id}`,
    ]) {
      expect((await bob.get(path)).body.code).toBe('file_rejected');
    }
    const notes = await waitFor('the note', async () => {
      const { comments } = (await bob.get(`/api/v1/tickets/${number}/comments`)).body;
      return comments.length > 0 ? comments : undefined;
    });
    expect(notes).toMatchObject([
      { is_internal: true, body: expect.stringContaining(`abgelehnt: ${BAD_NAME}`) },
    ]);
    expect((await alice.get(`/api/v1/tickets/${number}/comments`)).body.comments).toEqual([]);
    const again = (await upload(alice, { content: BAD_CONTENT })).body;
    await waitFor('the next verdict', async () =>
      (await alice.get(`/api/v1/files/${again.id}`)).body.state === 'rejected' ? true : undefined,
    );
    const refused = await alice.post('/api/v1/tickets', { ...report, file_ids: [again.id] });
    expect(refused.body.errors[0].message).toContain(BAD_NAME);
  });

  it('refuses what is beyond its limit, and says what it found', async () => {
    const scanner = new ClamdScanner(clamd.url);
    await expect(scanner.scan(partsOf(Buffer.from('fine')), never)).resolves.toBeNull();
    await expect(
      scanner.scan(partsOf(BAD_CONTENT.subarray(0, 9), BAD_CONTENT.subarray(9)), never),
    ).resolves.toBe(BAD_NAME);
    const large = Array.from({ length: 40 }, () => Buffer.alloc(100_000));
    // It closes the connection while we send, and with that its answer can be lost: then the workflow asks again.
    await waitFor('the refusal', async () => {
      const refusal: unknown = await scanner.scan(partsOf(...large), never).catch((error: unknown) => error);
      return refusal instanceof DomainError && refusal.code === 'invalid_input' ? true : undefined;
    });
  });
});

describe('a scanner that is no scanner', () => {
  it.each(['', 'stream: ERROR\0', 'HTTP/1.1 400 Bad Request\r\n\r\n'])('is away: %j', async (answer) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const scanner = new ClamdScanner(`tcp://127.0.0.1:${port}`);
    const scanned = scanner.scan(partsOf(Buffer.from('x')), never);
    await expect(scanned).rejects.toMatchObject({ code: 'unavailable' });
    await expect(scanner.ping()).rejects.toMatchObject({ code: 'unavailable' });
    server.close();
  });
});
