import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { editComment } from '../../../src/app/tickets/comments/change-comment.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { editTicket } from '../../../src/app/tickets/edit-ticket.js';
import { LANGUAGES } from '../../../src/app/mail/templates/phrases.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { mailSwitchId } from '../../../src/domain/mail/mail-switch.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { getPage, pathsIn, postForm } from '../../support/tickets/action-links.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';
import { mailWithFiles } from '../../support/mail/mail-with-files.js';
import { zipOf } from '../../support/mail/zip.js';

const ALICE = 'Alice <alice@holdfast.local>';
const BOB = 'Bob <bob@holdfast.local>';
const SHOWN = 'This link was shown to the requester';

let holdfast: Holdfast;
let [alice, bob, carol, maya]: Person[] = [];
let days = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, carol, maya] = await Promise.all(
    ['alice', 'bob', 'carol', 'maya'].map((name) => personOf(holdfast.deps, name)),
  );
  const admin = await holdfast.client('admin');
  const text = { type: 'text', max_length: 500 };
  await admin.post('/api/v1/custom-fields', { key: 'seen', label: 'Seen', rules: text });
  await admin.post('/api/v1/custom-fields', {
    key: 'unseen',
    label: 'Unseen',
    rules: text,
    is_internal: true,
  });
});
afterAll(() => holdfast.close());

/** Each ticket on a day of its own, so that nobody writes too much. */
const deps = () => ({ ...holdfast.deps, clock: { now: () => new Date(Date.now() + days * 86_400_000) } });

/** The mails that went out since then. */
async function mailsOf(ticketId: string) {
  const before = holdfast.sink.mails.length;
  for (const id of await deps().deliveries.unsent(ticketId)) await sendDelivery(deps(), id);
  return holdfast.sink.mails.slice(before);
}

/** A ticket of Alice's that somebody has, and the mail that they were sent with it. */
async function assigned(to = bob!) {
  days += 1;
  const { ticket } = await aMailedTicket(deps(), alice!);
  await assignTicket(deps(), maya!, ticket.id, to.id);
  const mail = (await mailsOf(ticket.id)).find(({ subject }) => subject!.includes('Assigned to you'))!;
  const address = mail.replyTo!.value[0]!.address!;
  const eml = [
    'From: Holdfast <helpdesk@holdfast.local>',
    `Subject: ${mail.subject!}`,
    `Reply-To: <${address}>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    mail.text!,
  ].join('\r\n');
  return { ticket, mail, address, eml, link: holdfast.url + pathsIn(mail).accept };
}

type Assigned = Awaited<ReturnType<typeof assigned>>;

const said = (text: string, ticket: Ticket, by: Person, isInternal = false) =>
  addComment(deps(), by, ticket.id, { body: text, isInternal }, randomUUID());

type Files = Parameters<typeof mailWithFiles>[3];

/** Alice answers with files. */
const mailed = ({ ticket }: Assigned, files: Files, text = 'See the file.') =>
  receive(deps(), mailWithFiles(ALICE, replyTo(deps(), ticket, alice!), text, files));

const base64 = (text: string | Uint8Array) =>
  Buffer.from(text).toString('base64').replaceAll(/.{76}/gu, '$&\r\n');

/** A mail that Alice writes, with one text part of that coding. */
function encoded({ ticket }: Assigned, coding: string, text: string) {
  const raw = letter({ to: replyTo(deps(), ticket, alice!), text, subject: randomUUID() });
  return receive(deps(), raw.replace('\r\n\r\n', `\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n`));
}

/** What Bob says by a mail that nothing proves to be his but the address that it goes to. */
async function answerBy(address: string, ticket: Ticket) {
  const text = `An answer.\n${randomUUID()}`;
  const { outcome } = await receive(deps(), letter({ from: BOB, to: address, text, subject: randomUUID() }));
  return { outcome, ticket };
}

async function expectDead({ ticket, link, address }: Assigned) {
  for (const { status, page } of [await getPage(link), await postForm(link)]) {
    expect([status, page]).toEqual([410, expect.stringContaining(SHOWN)]);
    expect(page).toContain(`/tickets/${ticket.number}?mailed`);
  }
  expect((await deps().tickets.find(ticket.id))?.assignment?.acceptedAt ?? null).toBeNull();
  const { outcome } = await answerBy(address, ticket);
  expect(outcome).toMatchObject({ kind: 'refused', reason: 'unverified_staff' });
}

async function expectAlive({ ticket, link, address }: Assigned) {
  expect((await getPage(link)).status).toBe(200);
  const { outcome } = await answerBy(address, ticket);
  expect(outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
}

describe('a link or reply address of staff that a requester can read', () => {
  it('is valid until a requester can read it', async () => {
    await expectAlive(await assigned());
  });

  it.each<[string, (shown: Assigned) => Promise<unknown>]>([
    ['a link in a public comment of its owner', (s) => said(`Look: ${s.link}`, s.ticket, bob!)],
    ['a reply address in a public comment', (s) => said(`Write to ${s.address}`, s.ticket, bob!)],
    ['its token without the rest', (s) => said(s.address.slice(6, 56).toUpperCase(), s.ticket, bob!)],
    ['in a comment of the requester', (s) => said(s.link, s.ticket, alice!)],
    ['in a comment on another ticket', async (s) => said(s.link, (await assigned()).ticket, carol!)],
    [
      'a link that was broken in two, quoted and rewritten',
      (s) =>
        said(
          `> https://safe.example/?u=${encodeURIComponent(s.link)
            .replaceAll('~', '%257E')
            .replace(/(.{90})/u, '$1=\r\n> ')}`,
          s.ticket,
          alice!,
        ),
    ],
    [
      'in a description',
      (s) =>
        createTicket(deps(), alice!, {
          source: 'api',
          input: { title: 'x', description: s.link },
          id: randomUUID(),
        }),
    ],
    [
      'in a title',
      (s) =>
        createTicket(deps(), alice!, {
          source: 'api',
          input: { title: s.address, description: 'Whose is this address?' },
          id: randomUUID(),
        }),
    ],
    ['in an edited description', (s) => editTicket(deps(), bob!, s.ticket.id, { description: s.link })],
    ['in a tag', (s) => editTicket(deps(), bob!, s.ticket.id, { tags: [s.address.slice(6, 56)] })],
    ['in a custom field', (s) => editTicket(deps(), bob!, s.ticket.id, { customFields: { seen: s.link } })],
    [
      'in the description of a ticket that is split off',
      async (s) => {
        const { id } = await said('A note.', s.ticket, bob!, true);
        const split = { commentIds: [id], title: 'Another', description: s.link };
        return splitTicket(deps(), bob!, s.ticket.id, split, randomUUID());
      },
    ],
    ['in a mail of the requester', (s) => encoded(s, '8bit', `I was sent ${s.link}`)],
    ['in a text part in base64', (s) => encoded(s, 'base64', base64(`I was sent ${s.link}`))],
    [
      'in a text part in quoted-printable',
      (s) => encoded(s, 'quoted-printable', s.link.replaceAll('~', '=7E').replace('/a/', '/=\r\na/')),
    ],
    [
      'in an attached mail',
      (s) => mailed(s, [{ name: 'a.eml', type: 'message/rfc822', content: Buffer.from(s.eml) }]),
    ],
    [
      'in a mail within an attached mail, in base64',
      (s) =>
        mailed(s, [
          {
            name: 'a.eml',
            content: Buffer.from(`Subject: x\r\n\r\n${base64(`Subject: y\r\n\r\n${base64(s.eml)}`)}`),
          },
        ]),
    ],
    [
      'in an attached text in UTF-16',
      (s) => mailed(s, [{ name: 'a.txt', content: Buffer.from(s.eml, 'utf16le') }]),
    ],
    ['in an archive', (s) => mailed(s, [{ name: 'a.zip', content: zipOf({ 'a.eml': s.eml }) }])],
    ['in a compressed file', (s) => mailed(s, [{ name: 'a.eml.gz', content: gzipSync(s.eml) }])],
    [
      'in what a requester’s mail quotes and the ticket leaves out',
      (s) => encoded(s, '8bit', `Thanks.\n\nOn Sat, 21 Nov 2026, Bob wrote:\n> It was at ${s.link}`),
    ],
    [
      'behind a button of a requester’s HTML',
      (s) => {
        const html = `<p>What is this?</p><a href="${s.link.replaceAll('~', '&#126;')}">Accept</a>`;
        const raw = letter({ to: replyTo(deps(), s.ticket, alice!), text: html, subject: randomUUID() });
        return receive(deps(), raw.replace('text/plain', 'text/html'));
      },
    ],
    [
      'in a file of a requester that is not kept',
      (s) => mailed(s, [{ name: 'a.html', type: 'text/html', content: Buffer.from(s.eml) }]),
    ],
    [
      'among the addresses of a requester’s mail',
      (s) =>
        receive(
          deps(),
          letter({ to: `${replyTo(deps(), s.ticket, alice!)}, ${s.address}`, subject: randomUUID() }),
        ),
    ],
    ['in the name of a file', (s) => mailed(s, [{ name: `${s.address}.txt`, content: Buffer.from('x') }])],
  ])('ends: %s', async (_, show) => {
    const shown = await assigned();
    await show(shown);
    await expectDead(shown);
  });

  it('ends if staff turn an ignored mail into a ticket', async () => {
    const shown = await assigned();
    // A file that is not kept: neither the text nor a file of the ticket shows it.
    const page = { name: 'a.html', type: 'text/html', content: Buffer.from(shown.eml) };
    const headers = ['Precedence: junk'];
    const raw = mailWithFiles(ALICE, 'help@desk.example', 'See the file.', [page], headers);
    const { id, outcome } = await receive(deps(), raw);
    expect(outcome).toMatchObject({ kind: 'ignored', reason: 'automatic' });
    const admin = await holdfast.client('admin');
    await admin.post(`/api/v1/admin/received-mails/${id}/ticket`);
    expect(await receiveMail(deps(), id)).toMatchObject({ kind: 'opened', ticketId: id });
    const { description, attachments = [] } = (await deps().tickets.find(id))!;
    expect([description.includes('action~'), attachments]).toEqual([false, []]);
    await expectDead(shown);
  });

  it('ends if the comment of a resolution shows it', async () => {
    const [shown, other] = [await assigned(), await assigned()];
    await resolveTicket(deps(), bob!, other.ticket.id, { comment: shown.link });
    await expectDead(shown);
  });

  it('does not affect those of other people and other tickets', async () => {
    const [shown, own, other] = [await assigned(), await assigned(), await assigned(carol)];
    await said(shown.link, shown.ticket, bob!);
    await expectAlive(own);
    expect((await getPage(other.link)).status).toBe(200);
  });

  it('is replaced by new ones, which text from before does not end', async () => {
    const shown = await assigned();
    await said(`${shown.link} ${shown.address}`, shown.ticket, bob!);
    const { items } = await deps().deliveries.list({ ticketId: shown.ticket.id, pageSize: 10 });
    const delivery = items.find(({ kind }: { kind: string }) => kind === 'assigned')!;
    const admin = await holdfast.client('admin');
    await admin.post(`/api/v1/admin/deliveries/${delivery.id}/resend`, {});
    const [again] = (await mailsOf(shown.ticket.id)).filter(({ subject }) => subject!.includes('Assigned'));
    const fresh = {
      ...shown,
      link: holdfast.url + pathsIn(again!).accept,
      address: again!.replyTo!.value[0]!.address!,
    };
    expect(fresh.link).not.toBe(shown.link);
    await said(`Once more: ${shown.link} ${shown.address}`, shown.ticket, bob!);
    await expectDead(shown);
    await expectAlive(fresh);
    await said(fresh.link, shown.ticket, bob!);
    await expectDead(fresh);
  });
});

describe('a reply address that has ended', () => {
  it('causes a mail to its owner with advice and the ticket', async () => {
    const shown = await assigned();
    await said(shown.address, shown.ticket, bob!);
    const before = holdfast.sink.mails.length;
    await answerBy(shown.address, shown.ticket);
    const { number } = shown.ticket;
    const [answer] = holdfast.sink.mails.slice(before);
    expect(answer!.text).toContain(`was shown to the requester of ${number}, so it no longer works`);
    expect(answer!.text).toContain(`/tickets/${number}?mailed`);
    expect(answer!.text).not.toContain('An answer.');
  });

  it('is explained in each language', () => {
    const said = LANGUAGES.map(({ say }) => say('mail_refused.shown_address', { number: 'TKT-1' }));
    expect(new Set(said).size).toBe(6);
    for (const text of said) expect(text).toContain('TKT-1');
  });

  it('proves nothing, but does not block a mail that a mail server confirms', async () => {
    const shown = await assigned();
    await said(shown.address, shown.ticket, bob!);
    const headers = [
      'Authentication-Results: mx.desk.example; dmarc=pass header.from=holdfast.local',
      `In-Reply-To: ${shown.mail.messageId!}`,
    ];
    const raw = letter({ from: BOB, to: shown.address, headers, subject: randomUUID() });
    expect((await receive(deps(), raw)).outcome).toMatchObject({
      kind: 'commented',
      ticketId: shown.ticket.id,
    });
  });
});

describe('what ends nothing', () => {
  it.each<[string, (shown: Assigned) => Promise<unknown>]>([
    ['an internal note', (s) => said(`${s.link} ${s.address}`, s.ticket, bob!, true)],
    ['an internal field', (s) => editTicket(deps(), bob!, s.ticket.id, { customFields: { unseen: s.link } })],
    [
      'a forged link',
      (s) =>
        said(`${s.link.replace(/\.[\w-]{43}$/u, `.${'A'.repeat(43)}`)} ${'d'.repeat(50)}`, s.ticket, alice!),
    ],
    [
      'what their own mail quotes, which becomes a note',
      async (s) =>
        receive(deps(), letter({ from: BOB, to: s.address, text: `Look: ${s.link}`, subject: randomUUID() })),
    ],
    [
      'a file of theirs that stays with staff',
      async (s) =>
        receive(
          deps(),
          mailWithFiles(BOB, s.address, 'See it.', [{ name: 'a.eml', content: Buffer.from(s.eml) }]),
        ),
    ],
  ])('%s', async (_, show) => {
    const shown = await assigned();
    await show(shown);
    await expectAlive(shown);
  });

  it('the requester’s own reply address, in any text of theirs', async () => {
    const shown = await assigned();
    const own = replyTo(deps(), shown.ticket, alice!);
    await said(`I write to ${own}`, shown.ticket, alice!);
    const from = 'alice@elsewhere.example';
    const { outcome } = await receive(deps(), letter({ from, to: own, subject: randomUUID() }));
    expect(outcome).toMatchObject({ kind: 'commented', ticketId: shown.ticket.id });
  });
});

describe('the end of a link', () => {
  it('is committed with the text that shows it, or not at all', async () => {
    const shown = await assigned();
    const id = randomUUID();
    await addComment(deps(), carol!, shown.ticket.id, { body: 'Said before.', isInternal: false }, id);
    // The id is taken, which the transaction finds out after it has written the ticket.
    const comment = { body: shown.link, isInternal: false };
    const again = addComment(deps(), bob!, shown.ticket.id, comment, id);
    await expect(again).rejects.toMatchObject({ code: 'duplicate' });
    await expectAlive(shown);
  });

  it('happens with an edit of a public comment, and not with one of an internal note', async () => {
    const shown = await assigned();
    const edit = (comment: string, text: string) =>
      editComment(deps(), bob!, { ticket: shown.ticket.id, comment }, text);
    const note = await said('For staff.', shown.ticket, bob!, true);
    await edit(note.id, shown.link);
    await expectAlive(shown);
    const comment = await said('For all.', shown.ticket, bob!);
    await edit(comment.id, shown.link);
    await expectDead(shown);
  });

  it('happens once if many texts show it at the same time', async () => {
    const shown = await assigned();
    const others = await Promise.all(Array.from({ length: 8 }, () => aMailedTicket(deps(), alice!)));
    await Promise.all(others.map(({ ticket }) => said(shown.link, ticket, alice!)));
    await expectDead(shown);
    const rows = await holdfast.mongo.collection('ended_secrets').find().toArray();
    const mine = rows.filter(({ _id }) => String(_id).startsWith(shown.ticket.number));
    expect(mine).toMatchObject([{ current: 1 }]);
  });
});

describe('a link to a new password that a requester can read', () => {
  const askFor = async (who: string) => {
    const nobody = await holdfast.client();
    await nobody.post('/api/v1/auth/request-password-reset', { email: `${who}@holdfast.local` });
    const account = await personOf(holdfast.deps, who);
    const [code] = await deps().codes.live(account.id, ['password_reset'], new Date());
    return `${holdfast.url}/reset-password/${deps().mailedSecrets.token(code!.id)}`;
  };
  const statusOf = async (link: string) => (await getPage(link)).status;

  it('ends, and no other link does', async () => {
    const { ticket } = await assigned();
    const [carols, mayas] = [await askFor('carol'), await askFor('maya')];
    expect(await statusOf(carols)).toBe(200);
    await said(`I was sent ${carols.replace(/(.{70})/u, '$1=\r\n> ')}`, ticket, alice!);
    expect([await statusOf(carols), await statusOf(mayas)]).toEqual([410, 200]);
    const fresh = await askFor('carol');
    expect(fresh).not.toBe(carols);
    expect(await statusOf(fresh)).toBe(200);
  });

  it('ends in a file of a mail', async () => {
    const shown = await assigned();
    const bobs = await askFor('bob');
    const content = Buffer.from(base64(`Subject: x\r\n\r\nFollow ${bobs}`));
    await mailed(shown, [{ name: 'a.eml', content }]);
    expect(await statusOf(bobs)).toBe(410);
  });

  it('stays valid in an internal note, and if it is the requester’s own', async () => {
    const { ticket } = await assigned();
    const [mayas, alices] = [await askFor('maya'), await askFor('alice')];
    await said(mayas, ticket, bob!, true);
    await said(alices, ticket, alice!);
    expect([await statusOf(mayas), await statusOf(alices)]).toEqual([200, 200]);
  });
});

describe('an unsubscribe link', () => {
  const ofPerson = ({ id: personId }: Person, group: 'comments' | 'digests' = 'comments') =>
    `${holdfast.url}/u/${deps().mailedSecrets.token(mailSwitchId({ personId, group }))}`;

  it('of staff ends with all their others once a requester can read it, and the next mail has a new one', async () => {
    const { ticket } = await assigned();
    const [shown, other, carols] = [ofPerson(bob!), ofPerson(bob!, 'digests'), ofPerson(carol!)];
    await said(`No more of these: ${shown}`, ticket, bob!);
    for (const { status, page } of [await getPage(shown), await postForm(shown), await getPage(other)]) {
      expect([status, page]).toEqual([410, expect.stringContaining('was shown to a requester')]);
    }
    expect((await getPage(carols)).status).toBe(200);
    expect((await deps().users.find(bob!.id))!.mailsOff).toEqual([]);

    await mailsOf(ticket.id);
    await said('Is it done?', ticket, alice!);
    const [mail] = await mailsOf(ticket.id);
    const [, path = ''] = /http:\/\/[^/]+(\/u\/\S+)/u.exec(mail!.text!) ?? [];
    const fresh = holdfast.url + path;
    expect(fresh).not.toBe(shown);
    expect((await getPage(fresh)).status).toBe(200);
    await said(`Once more: ${shown}`, ticket, bob!);
    expect((await getPage(fresh)).status).toBe(200);
  });

  it('of a requester stays valid', async () => {
    const { ticket } = await assigned();
    await said(ofPerson(alice!), ticket, alice!);
    expect((await getPage(ofPerson(alice!))).status).toBe(200);
  });
});
