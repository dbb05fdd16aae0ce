import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erasePerson } from '../../../src/app/accounts/edit-person.js';
import { eraseTraces } from '../../../src/app/personal-data/erase-traces.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { sweepFiles } from '../../../src/app/files/sweep-files.js';
import { download, PNG, upload } from '../../support/files/uploads.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';

let holdfast: Holdfast;
let [alice, bob, stranger]: Client[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({
    worker: false,
    environment: { API_MAX_IN_PROGRESS: '2', FILE_MAX_MB: '1', RATE_LIMIT_DISABLED: 'true' },
  });
  alice = await holdfast.client('alice');
  bob = await holdfast.client('bob');
  const nobody = await holdfast.client();
  const account = { email: 'eve@holdfast.local', password: 'a long pass phrase', name: 'Eve' };
  await nobody.post('/api/v1/auth/register', account);
  stranger = await nobody.signIn(account.email, account.password);
});
afterAll(() => holdfast.close());

const pathOf = (id: string) => `/api/v1/files/${id}`;
const contents = () => holdfast.mongo.collection<any>('attachments.chunks').countDocuments({ n: 0 });
const aTicket = (fileIds: readonly string[], by = alice!) =>
  by.post('/api/v1/tickets', { title: 'It is broken', description: 'See attached', file_ids: fileIds });
const anUpload = async (by = alice!, content: string | Uint8Array = PNG, name = 'screen.png') =>
  (await upload(by, { name, content })).body;

describe('an upload', () => {
  it('stores a file of any size up to the limit, with the type of its content', async () => {
    const content = randomBytes(700_000);
    const { status, headers, body } = await upload(alice!, {
      name: 'ünï 日本.bin',
      content,
      type: 'image/png',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'ünï 日本.bin',
      type: 'application/octet-stream',
      size_bytes: 700_000,
      state: 'stored',
      ticket: null,
      uploaded_by: { name: 'Alice' },
    });
    expect(headers.get('location')).toBe(pathOf(encodeURIComponent(body.id)));
    const { bytes } = await download(alice!, `${pathOf(body.id)}/content`);
    expect(bytes.equals(content)).toBe(true);
  });

  it.each([
    ['a picture', PNG, 'image/png'],
    [
      'SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      'application/octet-stream',
    ],
    ['HTML', '<!doctype html><script>1</script>', 'application/octet-stream'],
    ['XML', '<?xml version="1.0"?><a/>', 'application/octet-stream'],
    ['text', 'name;value\na;1\n', 'text/plain'],
    ['a picture and HTML in one', Buffer.concat([PNG, Buffer.from('<script>1</script>')]), 'image/png'],
    ['a PDF', '%PDF-1.4\n%âãÏÓ\n', 'application/pdf'],
  ])('knows %s by its content', async (_, content, type) => {
    expect(await anUpload(alice, content, 'page.png')).toMatchObject({ type });
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['a\u202Egnp.exe', 'a_gnp.exe'],
    ['. . .', 'file'],
  ])('cleans the name %j', async (name, clean) => {
    expect((await anUpload(alice, 'text', name)).name).toBe(clean);
  });

  it('refuses what is too large, empty, no form, without a file, and of strangers', async () => {
    const before = await contents();
    const large = await upload(alice!, { content: randomBytes(1_048_577) });
    expect([large.status, large.body.code]).toEqual([413, 'payload_too_large']);
    expect((await upload(alice!, { content: '' })).body).toMatchObject({ code: 'invalid_input' });
    expect((await alice!.post('/api/v1/files', {})).status).toBe(415);
    expect((await upload(alice!, { content: 'x' }, { ticket: 'TKT-2026-000000' })).status).toBe(404);
    const nobody = await holdfast.client();
    expect((await upload(nobody, { content: 'x' })).status).toBe(401);
    const form = new FormData();
    form.append('ticket', 'TKT-2026-000001');
    const without = await alice!.exchange(
      new Request(`${holdfast.url}/api/v1/files`, { method: 'POST', body: form }),
    );
    expect(without.status).toBe(422);
    expect(await contents()).toBe(before);
  });

  it('gives a repeat with the same key the first file, and refuses another one', async () => {
    const headers = { 'idempotency-key': 'upload-1' };
    const first = await upload(alice!, { name: 'a.txt', content: 'once' }, { headers });
    const again = await upload(alice!, { name: 'a.txt', content: 'once' }, { headers });
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await upload(alice!, { name: 'b.txt', content: 'twice' }, { headers });
    expect(other.body.code).toBe('idempotency_mismatch');
  });
});

/** A request that sends a part of its file and stops. */
function slowUpload(token: string) {
  const socket = connect(Number(new URL(holdfast.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    [
      'POST /api/v1/files HTTP/1.1',
      'Host: localhost',
      `Authorization: ${token}`,
      'Content-Type: multipart/form-data; boundary=b',
      'Content-Length: 500000',
      '',
      '--b',
      'Content-Disposition: form-data; name="file"; filename="slow.bin"',
      '',
      'x'.repeat(300_000),
    ].join('\r\n'),
  );
  return socket;
}

describe('slow and broken uploads', () => {
  it('take no place from other requests, and leave nothing behind', async () => {
    const before = await contents();
    const session = await (
      await holdfast.client()
    ).post('/api/v1/auth/login', {
      email: 'alice@holdfast.local',
      password: 'holdfast-demo',
    });
    const sockets = Array.from({ length: 16 }, () => slowUpload(`Bearer ${session.body.access_token}`));
    await waitFor('their first chunks', async () => ((await contents()) === before + 16 ? true : undefined));
    const answers = await Promise.all(Array.from({ length: 10 }, () => alice!.get('/api/v1/tickets')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (const socket of sockets) socket.destroy();
    await waitFor('the removal of the chunks', async () =>
      (await contents()) === before ? true : undefined,
    );
  });
});

describe('the content', () => {
  it('is shown for pictures only, and never runs', async () => {
    const picture = await download(alice!, `${pathOf((await anUpload()).id)}/content`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('content-disposition')).toBe('inline; filename="screen.png"');
    const page = await anUpload(alice, '<html><script>1</script>', 'page.html');
    const { headers } = await download(alice!, `${pathOf(page.id)}/content`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/u);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^sandbox;/u);
  });

  it('comes in ranges', async () => {
    const content = randomBytes(600_000);
    const { id } = await anUpload(alice, content, 'data.bin');
    const part = async (range: string) => {
      const { status, headers, bytes } = await download(alice!, `${pathOf(id)}/content`, { range });
      return { status, range: headers.get('content-range'), bytes };
    };
    expect(await part('bytes=261000-261999')).toEqual({
      status: 206,
      range: 'bytes 261000-261999/600000',
      bytes: content.subarray(261_000, 262_000),
    });
    expect((await part('bytes=-10')).bytes.equals(content.subarray(-10))).toBe(true);
    expect((await part('bytes=599990-')).bytes.equals(content.subarray(599_990))).toBe(true);
    expect((await part('bytes=0-0,5-9')).status).toBe(200);
    expect(await part('bytes=600000-')).toMatchObject({ status: 416, range: 'bytes */600000' });
  });

  it('is behind a link for a while, for whoever may read it then', async () => {
    const { id } = await anUpload();
    const { url, expires_at } = (await alice!.get(`${pathOf(id)}/link`)).body;
    expect(Date.parse(expires_at)).toBeGreaterThan(Date.now());
    const path = new URL(url).pathname;
    const nobody = await holdfast.client();
    const { status, bytes, headers } = await download(nobody, path);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(bytes.equals(PNG)).toBe(true);
    expect((await alice!.send('DELETE', pathOf(id))).status).toBe(204);
    expect((await download(nobody, path)).status).toBe(410);
  });
});

describe('files of tickets and comments', () => {
  it('go with a new ticket, and are read as it is', async () => {
    const { id } = await anUpload();
    expect((await bob!.get(pathOf(id))).status).toBe(404);
    const ticket = await aTicket([id]);
    expect(ticket.status).toBe(201);
    expect(ticket.body.files ?? ticket.body.attachments).toMatchObject([{ id, name: 'screen.png' }]);
    expect((await bob!.get(pathOf(id))).body).toMatchObject({ ticket: ticket.body.number, comment_id: null });
    expect((await stranger!.get(pathOf(id))).status).toBe(404);
    const old = await download(alice!, `/api/v1/tickets/${ticket.body.id}/attachments/${id}`);
    expect(old.bytes.equals(PNG)).toBe(true);
    expect((await alice!.send('DELETE', pathOf(id))).status).toBe(409);
  });

  it('are attached once, by their uploader, where they were meant for', async () => {
    const { id } = await anUpload();
    expect((await aTicket([id], bob)).body.errors).toMatchObject([{ path: 'file_ids.0' }]);
    const { body } = await aTicket([id]);
    expect((await aTicket([id])).status).toBe(422);
    expect((await aTicket(['nothing.of.this'])).status).toBe(422);
    const meant = (await upload(alice!, { content: 'x' }, { ticket: body.number })).body;
    expect((await aTicket([meant.id])).status).toBe(422);
    const comment = { body: 'Here', file_ids: [meant.id] };
    expect((await alice!.post(`/api/v1/tickets/${body.number}/comments`, comment)).body.files).toHaveLength(
      1,
    );
  });

  it('are free again if the ticket is refused', async () => {
    const { id } = await anUpload();
    const wrong = { title: 'Broken', description: 'See attached', category: 'nothing', file_ids: [id] };
    expect((await alice!.post('/api/v1/tickets', wrong)).status).toBe(422);
    expect((await aTicket([id])).status).toBe(201);
  });

  it('of internal notes are for staff', async () => {
    const ticket = (await aTicket([])).body.number;
    const { id } = await anUpload(bob);
    const note = { body: 'Look', is_internal: true, file_ids: [id] };
    expect((await bob!.post(`/api/v1/tickets/${ticket}/comments`, note)).status).toBe(201);
    expect((await bob!.get(pathOf(id))).status).toBe(200);
    for (const path of ['', '/content', '/analysis', '/link']) {
      expect((await alice!.get(`${pathOf(id)}${path}`)).status).toBe(404);
    }
  });

  it('are redacted by their id, and go with their ticket', async () => {
    const [one, two] = [await anUpload(), await anUpload(alice, 'another', 'a.txt')];
    const { number } = (await aTicket([one.id, two.id])).body;
    const redacted = await bob!.post(`/api/v1/tickets/${number}/redact`, { file_id: one.id });
    expect(redacted.status).toBe(202);
    expect((await bob!.get(pathOf(one.id))).status).toBe(404);
    const admin = await holdfast.client('admin');
    await admin.send('DELETE', `/api/v1/tickets/${number}`, { reason: 'A test' });
    expect((await bob!.get(pathOf(two.id))).status).toBe(404);
    expect(await holdfast.deps.files.findMany([one.id, two.id])).toEqual([]);
    expect(await holdfast.deps.attachments.present([one.id, two.id])).toEqual([]);
  });
});

describe('the erasure of a person', () => {
  it('takes their files, also those that a ticket has', async () => {
    const { deps } = holdfast;
    const nobody = await holdfast.client();
    const account = { email: 'zoe@holdfast.local', password: 'a long pass phrase', name: 'Zoe' };
    const { body } = await nobody.post('/api/v1/auth/register', account);
    const zoe = await nobody.signIn(account.email, account.password);
    const [attached, free] = [await anUpload(zoe), await anUpload(zoe, 'text', 'a.txt')];
    expect((await aTicket([attached.id], zoe)).status).toBe(201);
    await erasePerson(deps, { actor: SYSTEM_ACTOR, address: null }, body.user.id);
    const signal = new AbortController().signal;
    await eraseTraces(deps, body.user.id, { from: null, note: () => undefined, signal });
    expect(await deps.attachments.present([attached.id, free.id])).toEqual([]);
    for (const path of ['', '/content', '/analysis', '/link']) {
      expect((await bob!.get(`${pathOf(attached.id)}${path}`)).status).toBe(404);
    }
  });
});

describe('the sweep', () => {
  it('removes what no ticket has after a day, and what a process left behind', async () => {
    const [kept, forgotten] = [await anUpload(), await anUpload()];
    await aTicket([kept.id]);
    const lost = `${holdfast.deps.newId()}.${holdfast.deps.newId()}.0`;
    await holdfast.deps.attachments.keep(lost, PNG);
    const never = new AbortController().signal;
    await sweepFiles(holdfast.deps, never);
    expect((await alice!.get(pathOf(forgotten.id))).status).toBe(200);
    const tomorrow = { ...holdfast.deps, clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } };
    await sweepFiles(tomorrow, never);
    expect((await alice!.get(pathOf(kept.id))).status).toBe(200);
    expect(await holdfast.deps.attachments.present([kept.id, forgotten.id, lost])).toEqual([kept.id]);
  });
});
