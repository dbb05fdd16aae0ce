import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { DomainError } from '../../../src/domain/errors.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';

interface File {
  readonly name: string;
  readonly type?: string;
  readonly content: Buffer;
}

let holdfast: Holdfast;
let [alice, bob]: Person[] = [];
let clients: Record<'alice' | 'bob' | 'admin', Client>;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
  const [asAlice, asBob, asAdmin] = await Promise.all(
    (['alice', 'bob', 'admin'] as const).map((name) => holdfast.client(name)),
  );
  clients = { alice: asAlice!, bob: asBob!, admin: asAdmin! };
});
afterAll(() => holdfast.close());

function mailWith(from: string, to: string, text: string, files: readonly File[]): Buffer {
  count += 1;
  const parts = files.map(({ name, type = 'application/octet-stream', content }) =>
    [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64').replaceAll(/.{76}/gu, '$&\r\n'),
    ].join('\r\n'),
  );
  const all = [['Content-Type: text/plain; charset=utf-8', '', text].join('\r\n'), ...parts];
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      'Subject: With files',
      `Message-ID: <files-${count}@example.org>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      ...all.map((part) => `--b\r\n${part}`),
      '--b--',
      '',
    ].join('\r\n'),
  );
}

const ALICE = 'Alice <alice@holdfast.local>';
const BOB = 'Bob <bob@holdfast.local>';
const LOG: File = { name: 'log.txt', type: 'text/plain', content: Buffer.from('line 1') };
/** Each day anew, so that nobody writes too much. */
const deps = () => ({ ...holdfast.deps, clock: { now: () => new Date(Date.now() + count * 86_400_000) } });
const filesIn = (prefix: string) =>
  holdfast.mongo.collection<any>('attachments.files').distinct('_id', { _id: { $regex: `^${prefix}` } });
const pathOf = (ticket: string, id: string) => `/api/v1/tickets/${ticket}/attachments/${id}`;
const commentsOf = async (client: Client, ticket: string) =>
  (await client.get(`/api/v1/tickets/${ticket}/comments`)).body.comments;

/** A ticket of Alice's on which somebody says something by mail, with a file. */
async function saidWithFile(by: Person, from: string, text: string) {
  const { ticket } = await aMailedTicket(deps(), alice!);
  const { id } = await receive(deps(), mailWith(from, replyTo(deps(), ticket, by), text, [LOG]));
  const comment = (await holdfast.deps.tickets.findComment(id))!;
  return { ticket, comment, file: comment.attachments![0]! };
}

describe('files of incoming mail', () => {
  it('are on the ticket, and requester and staff can download them; no browser displays them', async () => {
    const photo = { name: "Bild schirm über'.jpg", type: 'image/jpeg', content: randomBytes(300) };
    const { id } = await receive(deps(), mailWith(ALICE, 'desk@desk.example', 'Broken', [photo, LOG]));
    const { body: ticket } = await clients.alice.get(`/api/v1/tickets/${id}`);
    expect(ticket.attachments).toMatchObject([
      { name: "Bild schirm über'.jpg", type: 'image/jpeg', size_bytes: 300 },
      { name: 'log.txt', type: 'text/plain', size_bytes: 6 },
    ]);
    for (const client of [clients.alice, clients.bob]) {
      const answer = await client.get(pathOf(ticket.number, ticket.attachments[1].id));
      expect([answer.status, answer.body]).toEqual([200, 'line 1']);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="log.txt"/u);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const named = await clients.alice.get(pathOf(id, ticket.attachments[0].id));
    expect(named.headers.get('content-disposition')).toBe(
      `attachment; filename="Bild_schirm_ber_.jpg"; filename*=UTF-8''Bild%20schirm%20%C3%BCber%27.jpg`,
    );
    expect((await clients.alice.get(pathOf(id, `${id}.unknown.0`))).status).toBe(404);
  });

  it('are not readable by other people, under any ticket', async () => {
    const { ticket, file } = await saidWithFile(alice!, ALICE, 'See the log.');
    const { id: strange } = await receive(
      deps(),
      mailWith('Eve <eve@elsewhere.example>', 'x@y.example', 'Hi', []),
    );
    expect((await clients.alice.get(pathOf(strange, file.id))).status).toBe(404);
    expect((await clients.bob.get(pathOf(strange, file.id))).status).toBe(404);
    expect((await (await holdfast.client()).get(pathOf(ticket.id, file.id))).status).toBe(401);
    expect((await clients.alice.get(pathOf(ticket.id, file.id))).status).toBe(200);
  });

  it('of internal notes are for staff only', async () => {
    const { ticket, file } = await saidWithFile(bob!, BOB, '#internal\nSee the log.');
    expect((await clients.bob.get(pathOf(ticket.id, file.id))).body).toBe('line 1');
    expect((await clients.alice.get(pathOf(ticket.id, file.id))).status).toBe(404);
    expect(await commentsOf(clients.alice, ticket.id)).toEqual([]);
    expect(await commentsOf(clients.bob, ticket.id)).toMatchObject([{ attachments: [{ id: file.id }] }]);
  });

  it('move with their comment to another ticket, and are readable on the target of a merge', async () => {
    const { ticket, comment, file } = await saidWithFile(alice!, ALICE, 'Another matter.');
    const split = { commentIds: [comment.id], title: 'Another', description: 'Another matter.' };
    const child = await splitTicket(deps(), bob!, ticket.id, split, randomUUID());
    expect((await clients.alice.get(pathOf(ticket.id, file.id))).status).toBe(404);
    expect((await clients.alice.get(pathOf(child.id, file.id))).status).toBe(200);
    const { id } = await receive(deps(), mailWith(ALICE, 'x@y.example', 'The same', [LOG]));
    const opened = (await holdfast.deps.tickets.find(id))!;
    await mergeTicket(deps(), bob!, id, child.id);
    expect((await clients.alice.get(pathOf(child.id, opened.attachments![0]!.id))).body).toBe('line 1');
  });

  it('are deleted with the ticket', async () => {
    const { ticket, comment, file } = await saidWithFile(alice!, ALICE, 'Delete me.');
    expect(await filesIn(comment.id)).toEqual([file.id]);
    expect((await clients.admin.send('DELETE', `/api/v1/tickets/${ticket.id}?reason=test`)).status).toBe(204);
    expect(await filesIn(comment.id)).toEqual([]);
    const chunks = holdfast.mongo.collection('attachments.chunks');
    expect(await chunks.countDocuments({ files_id: { $regex: `^${comment.id}` } })).toBe(0);
  });

  it('are whole, also when they are large', async () => {
    const content = randomBytes(10 * 1024 * 1024);
    const { id } = await receive(
      deps(),
      mailWith(ALICE, 'x@y.example', 'Large', [{ name: 'dump.bin', content }]),
    );
    const [file] = (await holdfast.deps.tickets.find(id))!.attachments!;
    const kept = (await holdfast.deps.attachments.read(file!.id))!;
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(kept)).toBe(hash(content));
  });

  it('contain the whole text if it is too long for a comment', async () => {
    const { ticket } = await aMailedTicket(deps(), alice!);
    const text = 'a long story. '.repeat(3_000).trim();
    const { id } = await receive(deps(), mailWith(ALICE, replyTo(deps(), ticket, alice!), text, [LOG]));
    const comment = (await holdfast.deps.tickets.findComment(id))!;
    expect(comment.attachments).toMatchObject([{ name: 'message.txt' }, { name: 'log.txt' }]);
    const whole = await holdfast.deps.attachments.read(comment.attachments![0]!.id);
    expect(Buffer.from(whole!).toString('utf8')).toBe(text);
  });

  it('are stored once if the process dies before or after the comment is written, or two process the mail', async () => {
    const { tickets, receivedMails } = holdfast.deps;
    const killed = () => Promise.reject(new DomainError('unavailable', 'killed'));
    const deaths = [
      { tickets: Object.assign(Object.create(tickets), { commit: killed }) },
      { receivedMails: Object.assign(Object.create(receivedMails), { finish: killed }) },
    ];
    for (const death of deaths) {
      const { ticket } = await aMailedTicket(deps(), alice!);
      const raw = mailWith(ALICE, replyTo(deps(), ticket, alice!), 'See the log.', [LOG]);
      await expect(receive({ ...deps(), ...death }, raw)).rejects.toMatchObject({ code: 'unavailable' });
      const [{ id }] = await Promise.all([receive(deps(), raw), receive(deps(), raw)]);
      const comment = (await tickets.findComment(id))!;
      expect(await filesIn(id)).toEqual(comment.attachments!.map((file) => file.id));
      expect((await clients.alice.get(pathOf(ticket.id, comment.attachments![0]!.id))).body).toBe('line 1');
    }
  });
});
