import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { LANGUAGES } from '../../../src/app/mail/templates/phrases.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
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
import { mailWithFiles } from '../../support/mail/mail-with-files.js';
import { tnefOf } from '../../support/mail/tnef.js';
import { zipOf } from '../../support/mail/zip.js';

const ALICE = 'Alice <alice@holdfast.local>';
const BOB = 'Bob <bob@holdfast.local>';

let holdfast: Holdfast;
let [alice, bob, maya]: Person[] = [];
let asAlice: Client;
let asBob: Client;
let days = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, maya] = await Promise.all(
    ['alice', 'bob', 'maya'].map((name) => personOf(holdfast.deps, name)),
  );
  [asAlice, asBob] = [await holdfast.client('alice'), await holdfast.client('bob')];
});
afterAll(() => holdfast.close());

/** Each mail on a day of its own, so that nobody writes too much. */
const deps = () => ({ ...holdfast.deps, clock: { now: () => new Date(Date.now() + days * 86_400_000) } });
const pathOf = (ticket: string, id: string) => `/api/v1/tickets/${ticket}/attachments/${id}`;
const talkOf = async (client: Client, ticket: string) =>
  (await client.get(`/api/v1/tickets/${ticket}/comments`)).body.comments;

/** A ticket of Alice's that Bob has, and the mail that he was sent with it, as it went over the wire. */
async function assigned() {
  days += 1;
  const { ticket } = await aMailedTicket(deps(), alice!);
  await assignTicket(deps(), maya!, ticket.id, bob!.id);
  const before = holdfast.sink.mails.length;
  for (const id of await deps().deliveries.unsent(ticket.id)) await sendDelivery(deps(), id);
  const mail = holdfast.sink.mails.slice(before).find(({ subject }) => subject!.includes('Assigned to you'))!;
  const lines = [
    'From: Holdfast <helpdesk@holdfast.local>',
    `Subject: ${mail.subject!}`,
    `Message-ID: ${mail.messageId!}`,
    `Reply-To: ${mail.replyTo!.text}`,
    '',
    mail.text!,
  ];
  return { ticket, mail, eml: lines.join('\r\n') };
}

type Files = Parameters<typeof mailWithFiles>[3];

async function answered(
  ticket: { readonly number: string },
  files: Files,
  text = 'See the file.',
  from = BOB,
) {
  const to = replyTo(deps(), ticket, from === BOB ? bob! : alice!);
  return receive(deps(), mailWithFiles(from, to, text, files));
}

const link = (eml: string) => /\S+\/a\/\S+/u.exec(eml)![0];

describe('a file of staff that can contain a mail', () => {
  it.each<[string, (eml: string) => Files[number]]>([
    ['a mail', (eml) => ({ name: 'assigned.eml', type: 'message/rfc822', content: Buffer.from(eml) })],
    [
      'a mail that is shown within the text',
      (eml) => ({ name: 'a.eml', type: 'message/rfc822', disposition: 'inline', content: Buffer.from(eml) }),
    ],
    ['a mail without its type', (eml) => ({ name: 'assigned.eml', content: Buffer.from(eml) })],
    ['a mail that is called a note', (eml) => ({ name: 'notes.txt', content: Buffer.from(eml) })],
    [
      'a mail that is called a picture',
      (eml) => ({ name: 'image.png', type: 'image/png', content: Buffer.from(eml) }),
    ],
    ['a mail in UTF-16', (eml) => ({ name: 'notes.txt', content: Buffer.from(`\ufeff${eml}`, 'utf16le') })],
    ['a mail of Outlook', () => ({ name: 'x.bin', content: Buffer.from('d0cf11e0a1b11ae100', 'hex') })],
    [
      'winmail.dat',
      () => ({ name: 'winmail.dat', type: 'application/ms-tnef', content: Buffer.from('789f3e22', 'hex') }),
    ],
    ['S/MIME', () => ({ name: 'smime.p7m', type: 'application/pkcs7-mime', content: Buffer.from('x') })],
    ['an archive', (eml) => ({ name: 'all.dat', content: zipOf({ 'assigned.eml': eml }) })],
  ])('stays internal: %s; the text goes to the requester, and its author gets a mail', async (_, fileOf) => {
    const { ticket, eml } = await assigned();
    const file = fileOf(eml);
    const told = holdfast.sink.mails.length;
    const { id, outcome } = await answered(ticket, [
      file,
      { name: 'manual.pdf', content: Buffer.from('%PDF-1.4 x') },
    ]);
    expect(outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
    const [comment] = await talkOf(asAlice, ticket.id);
    expect(comment).toMatchObject({ id, body: 'See the file.', is_internal: false });
    expect(comment.attachments.map(({ name }: { name: string }) => name)).toEqual(['manual.pdf']);
    const [forBob] = await talkOf(asBob, ticket.id);
    const held = forBob.attachments.find(
      ({ is_internal }: { is_internal?: boolean }) => is_internal === true,
    );
    expect(held).toMatchObject({ name: file.name });
    expect((await asAlice.get(pathOf(ticket.id, held.id))).status).toBe(404);
    expect((await asBob.get(pathOf(ticket.id, held.id))).status).toBe(200);
    const [answer] = holdfast.sink.mails.slice(told);
    expect(answer!.subject).toBe(`[${ticket.number}] We could not do everything you asked for`);
    expect(answer!.text).toContain('Only staff can read these files');
    expect(answer!.text).toContain(file.name);
    expect(answer!.text).not.toContain('manual.pdf');
  });

  it('stays internal if Outlook packed it into a winmail.dat', async () => {
    const { ticket } = await assigned();
    const content = tnefOf([], [{ title: 'plan.pdf', data: Buffer.from('%PDF-1.4 x') }]);
    await answered(ticket, [{ name: 'winmail.dat', type: 'application/ms-tnef', content }]);
    expect((await talkOf(asAlice, ticket.id))[0]!.attachments).toEqual([]);
    expect((await talkOf(asBob, ticket.id))[0]!.attachments).toMatchObject([
      { name: 'plan.pdf', is_internal: true },
    ]);
  });

  it('is explained in each language', () => {
    const said = LANGUAGES.map(({ say }) => [
      say('mail_told.files', { number: 'TKT-1' }),
      say('mail_told.quoting', { number: 'TKT-1' }),
    ]);
    expect(new Set(said.flat()).size).toBe(12);
  });

  it('is explained to its author in their language', async () => {
    const { ticket, eml } = await assigned();
    const users = holdfast.mongo.collection('users');
    await users.updateOne({ email: 'bob@holdfast.local' }, { $set: { language: 'de' } });
    const told = holdfast.sink.mails.length;
    await answered(ticket, [{ name: 'a.eml', content: Buffer.from(eml) }]);
    await users.updateOne({ email: 'bob@holdfast.local' }, { $set: { language: null } });
    expect(holdfast.sink.mails[told]!.text).toContain('kann nur das Team lesen');
  });

  it('without text becomes an internal note', async () => {
    const { ticket, eml } = await assigned();
    const { id } = await answered(ticket, [{ name: 'a.eml', content: Buffer.from(eml) }], ' ');
    expect(await talkOf(asAlice, ticket.id)).toEqual([]);
    expect(await talkOf(asBob, ticket.id)).toMatchObject([
      { id, is_internal: true, attachments: [{ name: 'a.eml' }] },
    ]);
  });
});

describe('a file of staff that contains a part of one of our mails', () => {
  const text = (name: string, content: string | Uint8Array) => ({
    name,
    type: 'text/plain',
    content: Buffer.from(content),
  });

  it.each<[string, (eml: string) => Files[number]]>([
    ['a link', (eml) => text('notes.txt', `Look: ${link(eml)} there`)],
    [
      'a link that is broken in two',
      (eml) => text('notes.txt', `Look: ${link(eml).replace(/(.{60})/u, '$1=\r\n> ')}`),
    ],
    [
      'a link that a gateway has written anew',
      (eml) =>
        text('a.csv', `x;https://safe.example/?u=${encodeURIComponent(link(eml)).replaceAll('~', '%7E')}`),
    ],
    ['a link in UTF-16', (eml) => text('notes.txt', Buffer.from(`Look: ${link(eml)}`, 'utf16le'))],
    [
      'a link in base64',
      (eml) =>
        text('notes.txt', `Raw:\n${Buffer.from(eml).toString('base64').replaceAll(/.{76}/gu, '$&\r\n')}`),
    ],
    [
      'a link in quoted-printable',
      (eml) => text('notes.txt', `Raw:\n${link(eml).replaceAll('~', '=7E').replace('/a/', '/=61/')}`),
    ],
    [
      'a link in markup',
      (eml) => text('x.md', `<p>Look <a href="${link(eml).replaceAll('~', '&#126;')}">here</a></p>`),
    ],
    ['a reply address', (eml) => text('notes.txt', /reply\+\S+/u.exec(eml)![0])],
    ['a Message-ID', (eml) => text('notes.txt', /<\S+@holdfast>/u.exec(eml)![0])],
    [
      'the words of the mail',
      () => text('notes.txt', 'Hello Bob,\nTKT-1 is assigned to you. Please accept it\nand answer Alice.'),
    ],
    [
      'its words in German',
      () =>
        text('notes.txt', 'Was Sie hier wählen, fragt vor der Ausführung nach und braucht keine Anmeldung.'),
    ],
    ['its subject', () => text('notes.txt', 'AW: [TKT-2026-000042] Assigned to you: VPN')],
    ['its facts', () => text('notes.txt', 'First response due: today\nResolution due: tomorrow\nSummary: x')],
    ['a link in a PDF', (eml) => ({ name: 'a.pdf', content: Buffer.from(`%PDF-1.4 (${link(eml)})`) })],
    [
      'a link in a compressed PDF',
      (eml) => ({
        name: 'a.pdf',
        content: Buffer.concat([
          Buffer.from('%PDF-1.7\nstream\n'),
          deflateSync(`/URI (${link(eml)})`),
          Buffer.from('\nendstream'),
        ]),
      }),
    ],
    [
      'a link in a document',
      (eml) => ({
        name: 'a.docx',
        content: zipOf({
          '[Content_Types].xml': '<T/>',
          'word/_rels/document.xml.rels': `<R Target="${link(eml)}"/>`,
        }),
      }),
    ],
  ])('stays internal: %s', async (_, fileOf) => {
    const { ticket, eml } = await assigned();
    const file = fileOf(eml);
    const { id } = await answered(ticket, [file]);
    expect(await talkOf(asAlice, ticket.id)).toMatchObject([{ id, body: 'See the file.', attachments: [] }]);
    expect(await talkOf(asBob, ticket.id)).toMatchObject([
      { attachments: [{ name: file.name, is_internal: true }] },
    ]);
  });

  it('goes to the requester if it contains none; files of requesters are never held', async () => {
    const { ticket, eml } = await assigned();
    const plain = [
      text('log.txt', 'From: somewhere\nno answer'),
      {
        name: 'manual.docx',
        content: zipOf({ '[Content_Types].xml': '<T/>', 'word/document.xml': '<w>Restart it.</w>' }),
      },
    ];
    await answered(ticket, plain);
    const forwarded = [{ name: 'forwarded.eml', type: 'message/rfc822', content: Buffer.from(eml) }];
    await answered(ticket, forwarded, 'What is this?', ALICE);
    const talk = await talkOf(asAlice, ticket.id);
    expect(talk.map(({ attachments }: any) => attachments.map(({ name }: any) => name))).toEqual([
      ['log.txt', 'manual.docx'],
      ['forwarded.eml'],
    ]);
  });
});

describe('a text of staff that contains one of our mails encoded', () => {
  const base64 = (content: string) => Buffer.from(content).toString('base64').replaceAll(/.{76}/gu, '$&\r\n');

  it.each<[string, (eml: string) => string]>([
    ['in base64', (eml) => base64(eml)],
    ['in base64 that is quoted', (eml) => base64(eml).replaceAll(/^/gmu, '| ')],
    ['in base64 of base64', (eml) => base64(`Subject: x\r\n\r\n${base64(eml)}`)],
    ['in quoted-printable', (eml) => link(eml).replaceAll('~', '=7E').replace('/a/', '=2Fa/')],
    ['in a URL that is escaped twice', (eml) => encodeURIComponent(encodeURIComponent(link(eml)))],
  ])('becomes an internal note: %s', async (_, encode) => {
    const { ticket, eml } = await assigned();
    const { id } = await answered(ticket, [], `This is its source:\r\n\r\n${encode(eml)}`);
    expect(await talkOf(asAlice, ticket.id)).toEqual([]);
    expect(await talkOf(asBob, ticket.id)).toMatchObject([{ id, is_internal: true }]);
  });

  it('is sent if the encoded part is not one of our mails', async () => {
    const { ticket } = await assigned();
    const { id } = await answered(
      ticket,
      [],
      `Put this into the file:\r\n\r\n${base64('key = value\n'.repeat(40))}`,
    );
    expect(await talkOf(asAlice, ticket.id)).toMatchObject([{ id, is_internal: false }]);
  });
});

describe('an internal file', () => {
  it('stays internal when its comment moves, and on a follow-up', async () => {
    const { ticket, eml } = await assigned();
    const { id } = await answered(ticket, [{ name: 'a.eml', content: Buffer.from(eml) }]);
    const split = { commentIds: [id], title: 'Another', description: 'Another matter.' };
    const child = await splitTicket(deps(), bob!, ticket.id, split, randomUUID());
    const { ticket: into } = await aMailedTicket(deps(), alice!);
    await mergeTicket(deps(), bob!, child.id, into.id);
    expect(await talkOf(asAlice, into.id)).toMatchObject([{ id, attachments: [] }]);
    const [comment] = await talkOf(asBob, into.id);
    for (const on of [child.id, into.id]) {
      expect((await asAlice.get(pathOf(on, comment.attachments[0].id))).status).toBe(404);
    }
    await changeStatus(deps(), bob!, ticket.id, 'cancelled');
    const next = await answered(ticket, [{ name: 'b.eml', content: Buffer.from(eml) }], 'It is back.');
    expect(next.outcome).toMatchObject({ kind: 'followed_up' });
    const { body } = await asAlice.get(`/api/v1/tickets/${next.id}`);
    expect([body.description, body.attachments]).toEqual(['It is back.', []]);
    const [held] = (await asBob.get(`/api/v1/tickets/${next.id}`)).body.attachments;
    expect(held).toMatchObject({ name: 'b.eml', is_internal: true });
    expect((await asAlice.get(pathOf(next.id, held.id))).status).toBe(404);
  });
});
