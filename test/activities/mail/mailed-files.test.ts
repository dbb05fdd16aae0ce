import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { LANGUAGES } from '../../../src/app/mail/templates/phrases.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { loadConfig } from '../../../src/config/config.js';
import { attachmentPrefix } from '../../../src/domain/tickets/attachments.js';
import {
  answerWith,
  filePathsIn,
  keepFiles,
  namesIn,
  pdf,
  ticketWithFiles,
  waitingReply,
  type GivenFile,
} from '../../support/mail/answers-with-files.js';
import { metricsPorts, readFigures } from '../../support/figures.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';
import { mailWithFiles } from '../../support/mail/mail-with-files.js';
import { copy, sentTo } from '../../support/mail/participants.js';

const ALICE = 'alice@holdfast.local';
const KIM = 'kim@c.example';
const LIMIT_BYTES = 5 * 1024 * 1024;

let holdfast: Holdfast;
let metricsPort: number;
let [alice, bob]: Person[] = [];

beforeAll(async () => {
  [metricsPort] = await metricsPorts();
  const environment = { ...INBOUND, METRICS_PORT: String(metricsPort) };
  holdfast = await startHoldfast({ worker: false, environment });
  [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
});
afterAll(() => holdfast.close());

/** Files that went each way so far. */
const given = async () => {
  const figures = await readFigures(metricsPort);
  return ['attached', 'linked', 'fetched'].map((way) => figures.of('holdfast_files_given_total', { way })!);
};

const save = async (path: string) => {
  const answer = await fetch(`${holdfast.url}${path}`);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

const ticketWith = (files: readonly GivenFile[], by = bob!, isInternal = false) =>
  ticketWithFiles(holdfast.deps, alice!, by, files, isInternal);
const waiting = (ticketId: string) => waitingReply(holdfast.deps, ticketId);

/** Sends what waits about the ticket; the answer in Alice's mailbox. */
async function mailed(ticketId: string, to = ALICE, about: RegExp = /New reply|Resolved/u) {
  const mails = await sentTo(holdfast, ticketId, to);
  const found = mails.filter(({ subject }) => about.test(subject!));
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe('a file that a requester sends', () => {
  it('is listed for staff with its size, and neither attached nor linked', async () => {
    const { deps } = holdfast;
    const { ticket } = await aMailedTicket(deps, alice!);
    await assignTicket(deps, bob!, ticket.id, bob!.id);
    const photo = { name: 'photo.png', type: 'image/png', content: randomBytes(30_000) };
    await receive(deps, mailWithFiles(`Alice <${ALICE}>`, replyTo(deps, ticket, alice!), 'See it.', [photo]));
    const mail = await mailed(ticket.id, 'bob@holdfast.local', /New comment/u);
    expect(mail.text).toMatch(/Files on the ticket:\nphoto\.png \(30(?:\.0)? kB\)/u);
    expect([mail.attachments, filePathsIn(mail.text)]).toEqual([[], []]);
  });

  it('is listed in each language', () => {
    expect(new Set(LANGUAGES.map(({ say }) => say('files.on_ticket'))).size).toBe(6);
  });
});

describe('a file that staff attach to a public answer', () => {
  it('is attached to the mail to requester and people in copy, unchanged, and listed in its text', async () => {
    const { deps } = holdfast;
    const { ticket } = await aMailedTicket(deps, alice!);
    await copy(deps, bob!, ticket.id, KIM, 'Kim Lee');
    const manual = { name: 'manual.pdf', type: 'application/pdf', content: randomBytes(300_000) };
    const crlf = {
      name: 'notes.txt',
      type: 'text/plain',
      content: Buffer.from('a\nb\r\nc\r.\n.\nFrom x\n\xff', 'latin1'),
    };
    const from = 'Bob <bob@holdfast.local>';
    await receive(
      deps,
      mailWithFiles(from, replyTo(deps, ticket, bob!), 'Here is the manual.', [manual, crlf]),
    );
    const before = holdfast.sink.mails.length;
    for (const id of await deps.deliveries.unsent(ticket.id)) await sendDelivery(deps, id);
    const mails = holdfast.sink.mails.slice(before).filter(({ subject }) => subject!.includes('New reply'));
    expect(mails.map(({ to }) => !Array.isArray(to) && to!.value[0]!.address).sort()).toEqual([ALICE, KIM]);
    for (const { text, html, attachments } of mails) {
      expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
        ['manual.pdf', 'application/pdf'],
        ['notes.txt', 'text/plain'],
      ]);
      expect(attachments.map(({ content }) => content.toString('base64'))).toEqual(
        [manual, crlf].map(({ content }) => content.toString('base64')),
      );
      expect(text).toContain('Attached to this mail:\nmanual.pdf (300 kB)\nnotes.txt (1 kB)');
      expect(html).toContain('manual.pdf (300 kB)');
      expect(filePathsIn(text)).toEqual([]);
    }
  });

  it('is attached to the answer that resolves the ticket', async () => {
    const { deps } = holdfast;
    const { ticket } = await aMailedTicket(deps, alice!);
    const file = pdf();
    const raw = mailWithFiles('Bob <bob@holdfast.local>', replyTo(deps, ticket, bob!), '#resolve\nDone.', [
      file,
    ]);
    await receive(deps, raw);
    expect((await deps.tickets.find(ticket.id))!.status).toBe('resolved');
    const mail = await mailed(ticket.id, ALICE, /Resolved/u);
    expect(mail.attachments.map(({ content }) => content)).toEqual([file.content]);
  });

  it('is linked if all files together are too large, by a link for this file without a sign-in', async () => {
    const files = [pdf(3_000_000, 'a.pdf'), pdf(3_000_000, 'Größe.zip'), pdf(1_000_000, 'c.pdf')];
    const { ticket } = await ticketWith(files);
    const before = await given();
    const mail = await mailed(ticket.id);
    expect(namesIn(mail)).toEqual(['a.pdf', 'c.pdf']);
    expect(mail.text).toContain('- Größe.zip (3 MB)\n');
    const [path, ...others] = filePathsIn(mail.text);
    expect(others).toEqual([]);
    expect(mail.html).toContain(path);
    const saved = await save(path!);
    expect([saved.status, saved.bytes.equals(files[1]!.content)]).toEqual([200, true]);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toBe(
      `attachment; filename="Gr_e.zip"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.zip`,
    );
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff');
    expect(saved.headers.get('cache-control')).toContain('no-store');
    const other = path!.replace('~one~1~', '~one~0~');
    expect(other).not.toBe(path);
    expect((await save(other)).status).toBe(404);
    const after = await given();
    expect(after.map((count, way) => count - before[way]!)).toEqual([2, 1, 1]);
  });

  it('is linked with a limit of 0, and always above the limit', async () => {
    expect(loadConfig({ MAIL_ATTACHMENTS_MAX_MB: '0' }).mail.maxFileBytes).toBe(0);
    expect(holdfast.deps.mailedFileBytes).toBe(LIMIT_BYTES);
    const { ticket } = await ticketWith([pdf(10)]);
    await sendDelivery({ ...holdfast.deps, mailedFileBytes: 0 }, await waiting(ticket.id));
    const mail = holdfast.sink.mails.at(-1)!;
    expect([mail.attachments, filePathsIn(mail.text).length]).toEqual([[], 1]);
    const { ticket: exact } = await ticketWith([pdf(LIMIT_BYTES, 'exact.pdf'), pdf(1, 'one.pdf')]);
    expect(namesIn(await mailed(exact.id))).toEqual(['exact.pdf']);
  });

  it('stays internal if it can contain a mail to staff, and in internal notes', async () => {
    const held = { ...pdf(10, 'held.eml'), isInternal: true } as const;
    const { ticket } = await ticketWith([held, pdf(10)]);
    const mail = await mailed(ticket.id);
    expect([namesIn(mail), filePathsIn(mail.text)]).toEqual([['manual.pdf'], []]);
    expect(`${mail.text!}${String(mail.html)}`).not.toContain('held.eml');
    const { ticket: noted } = await ticketWith([pdf()], bob, true);
    expect(
      (await sentTo(holdfast, noted.id, ALICE)).filter(({ subject }) => /reply/u.test(subject!)),
    ).toEqual([]);
  });

  it('is left out once it is deleted, and the mail is sent', async () => {
    const { ticket, comment } = await ticketWith([
      pdf(10, 'gone.pdf'),
      pdf(10, 'here.pdf'),
      pdf(LIMIT_BYTES, 'large.pdf'),
    ]);
    const [, here] = comment.attachments!;
    await holdfast.deps.attachments.removeOthers(attachmentPrefix(comment.id), [here!.id]);
    const mail = await mailed(ticket.id);
    expect([namesIn(mail), filePathsIn(mail.text)]).toEqual([['here.pdf'], []]);
    expect(mail.text).not.toMatch(/gone|large/u);
  });

  it('is unchanged if it is a mail itself, or has an invalid name or type', async () => {
    const content = Buffer.from('Subject: x\n\nFrom me\n.\n');
    const files = [
      { name: 'a', type: 'message/rfc822', content },
      { name: 'b', type: 'multipart/mixed', content },
      { name: '"x";\u00fc\u4e2d'.repeat(20), type: 'text/plain\r\nBcc: eve@evil.example', content },
    ];
    const { ticket } = await ticketWith(files);
    const mail = await mailed(ticket.id);
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(
      files.map(() => 'application/octet-stream'),
    );
    expect(mail.attachments.map((each) => each.content.equals(content))).toEqual([true, true, true]);
    expect(mail.attachments[2]!.filename).toBe(files[2]!.name);
    expect(mail.headers.has('bcc')).toBe(false);
  });
});

describe('files of other people', () => {
  it('of people in copy, and of unproven senders, are only linked', async () => {
    const { deps } = holdfast;
    const { ticket } = await aMailedTicket(deps, alice!);
    const kim = await copy(deps, bob!, ticket.id, KIM);
    await answerWith(deps, { type: 'user', id: kim.id, name: 'Kim', role: 'user' }, ticket.id, [pdf(10)]);
    const mail = await mailed(ticket.id);
    expect([namesIn(mail), filePathsIn(mail.text).length]).toEqual([[], 1]);
    const id = deps.newId();
    const attachments = await keepFiles(deps, id, [pdf(10)]);
    const said = { body: 'Open it.', isInternal: false, attachments, isSenderUnproven: true } as const;
    await addComment(deps, bob!, ticket.id, said, id);
    const forged = await mailed(ticket.id);
    expect([namesIn(forged), filePathsIn(forged.text).length]).toEqual([[], 1]);
  });

  it('of the requester are not mailed to the assignee, who signs in', async () => {
    const { deps } = holdfast;
    const { ticket } = await aMailedTicket(deps, alice!);
    await resolveTicket(deps, bob!, ticket.id, { resolutionCode: 'fixed' });
    await answerWith(deps, alice!, ticket.id, [pdf(10)]);
    const before = holdfast.sink.mails.length;
    for (const id of await deps.deliveries.unsent(ticket.id)) await sendDelivery(deps, id);
    const mails = holdfast.sink.mails.slice(before).filter(({ subject }) => /comment/u.test(subject!));
    expect(mails.length).toBeGreaterThan(0);
    for (const mail of mails) expect([namesIn(mail), filePathsIn(mail.text)]).toEqual([[], []]);
  });
});

describe('one mail for many answers', () => {
  it('links their files, and attaches none', async () => {
    const { ticket } = await ticketWith([pdf(10, 'f0.pdf')]);
    for (let nth = 1; nth < 9; nth += 1)
      await answerWith(holdfast.deps, bob!, ticket.id, [pdf(10, `f${nth}.pdf`)]);
    const late: AppDeps = { ...holdfast.deps, clock: { now: () => new Date(Date.now() + 120_000) } };
    const before = holdfast.sink.mails.length;
    for (let round = 0; round < 2; round += 1) {
      for (const id of await holdfast.deps.deliveries.unsent(ticket.id)) {
        await sendDelivery(round === 0 ? holdfast.deps : late, id);
      }
    }
    const [mail] = holdfast.sink.mails.slice(before).filter(({ subject }) => /updates/u.test(subject!));
    const paths = filePathsIn(mail!.text);
    expect([namesIn(mail!), paths.length]).toEqual([[], 9]);
    expect((await save(paths[8]!)).status).toBe(200);
  });
});

describe('the list of files', () => {
  it('is in six languages', () => {
    const until = new Date('2026-12-30T12:00:00Z');
    const said = LANGUAGES.map(({ say, instant, size }) =>
      [say('files.attached'), say('files.linked', { until: instant(until) }), size(1_234_567)].join(' '),
    );
    expect(new Set(said).size).toBe(6);
    for (const text of said) expect(text).toMatch(/2026/u);
    expect(LANGUAGES.map(({ size }) => size(1_234_567))).toContain('1,2 MB');
  });
});
