import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { exportPerson } from '../../../src/app/personal-data/export-person.js';
import { copy } from '../../support/mail/participants.js';
import { INBOUND, personOf, receive, replyTo, type Person } from '../../support/mail/inbound-tickets.js';

const HOUR_MS = 3_600_000;
const FORM = 'Shop form <noreply@shop.example>';
const KIM = 'Reply-To: Kim <kim@customer.example>';

let holdfast: Holdfast;
let bob: Person;
let hours = 0;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  bob = await personOf(holdfast.deps, 'bob');
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(): AppDeps {
  hours += 25;
  const now = Date.now() + hours * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) } };
}

const mailOf = (from: string, ...headers: string[]) =>
  letter({ from, headers, messageId: `<reply-to-${(count += 1)}@example.org>` });
const passing = (domain: string, raw: string) =>
  `Authentication-Results: mx.desk.example; dmarc=pass header.from=${domain}\r\n${raw}`;

/** Receives a mail, and sends what its requester is mailed then and after an answer of Bob's. */
async function mailedTo(deps: AppDeps, raw: string) {
  const { id, outcome } = await receive(deps, raw);
  expect(outcome.kind).toBe('opened');
  await fallBackTriage(deps, id, INITIAL_RUN);
  const before = holdfast.sink.mails.length;
  const send = async () => {
    for (const delivery of await deps.deliveries.unsent(id)) await sendDelivery(deps, delivery);
  };
  await send();
  await addComment(deps, bob, id, { body: 'We look into it.', isInternal: false }, randomUUID());
  await send();
  const mails = holdfast.sink.mails.slice(before);
  return { id, mails, to: mails.map(({ to }) => (Array.isArray(to) ? '' : (to?.value[0]?.address ?? ''))) };
}

describe('Reply-To', () => {
  it('decides who gets answers, not who the author is', async () => {
    const { id, mails, to } = await mailedTo(nextDay(), mailOf(FORM, KIM));
    expect(to).toEqual(['kim@customer.example', 'kim@customer.example']);
    expect(mails.at(-1)!.text).toContain('Kim');
    expect(mails.at(-1)!.headers.has('list-unsubscribe')).toBe(false);
    const ticket = (await holdfast.deps.tickets.find(id))!;
    const requester = await holdfast.deps.users.findByEmail('noreply@shop.example');
    expect(ticket.requester.id).toBe(requester!.id);
    expect(await holdfast.deps.users.findByEmail('kim@customer.example')).toBeNull();
    const [asBob] = [await holdfast.client('bob')];
    expect((await asBob.get(`/api/v1/tickets/${id}`)).body['answer_to']).toEqual({
      name: 'Kim',
      address: 'kim@customer.example',
    });
  });

  it('sends answers to its first usable address, otherwise to the sender', async () => {
    for (const [header, address] of [
      ['Reply-To: help@holdfast.local, x@localhost, noreply@a.example, Kim <k@c.example>', 'k@c.example'],
      ['Reply-To: reply@desk.example', 'pat@a.example'],
      ['Reply-To: reply+abc@desk.example', 'pat@a.example'],
      ['Reply-To: no-reply@a.example', 'pat@a.example'],
      ['Reply-To: PAT@a.example', 'pat@a.example'],
      ['Reply-To: nonsense', 'pat@a.example'],
      [`Reply-To: ${Array(6).fill('noreply@a.example').join(', ')}, k@c.example`, 'pat@a.example'],
    ] as const) {
      const { to } = await mailedTo(nextDay(), mailOf('Pat <pat@a.example>', header));
      expect([header, [...new Set(to)]]).toEqual([header, [address]]);
    }
  });

  it('redirects the answers to a person with a proven account only if the mail is theirs', async () => {
    const alice = 'Alice <alice@holdfast.local>';
    const forged = await mailedTo(nextDay(), mailOf(alice, 'Reply-To: eve@evil.example'));
    expect([...new Set(forged.to)]).toEqual(['alice@holdfast.local']);
    const own = passing('holdfast.local', mailOf(alice, 'Reply-To: alice@home.example'));
    expect([...new Set((await mailedTo(nextDay(), own)).to)]).toEqual(['alice@home.example']);
  });

  it('cannot flood an address: five automatic answers an hour, without quotes', async () => {
    const deps = nextDay();
    const held = [];
    for (let each = 0; each < 7; each += 1) {
      const raw = mailOf(`s${each}@spam.example`, 'Reply-To: victim@elsewhere.example');
      const { outcome } = await receive(deps, raw);
      held.push('reason' in outcome);
    }
    expect(held).toEqual([...Array<boolean>(5).fill(false), true, true]);
    const { mails } = await mailedTo(
      nextDay(),
      mailOf('x@spam.example', 'Reply-To: BUY PILLS <v@e.example>'),
    );
    expect(JSON.stringify([mails[0]!.to, mails[0]!.text, mails[0]!.subject])).not.toMatch(/PILLS|Wi-Fi/u);
  });

  it('of later mails redirects the answers if the mails are proven to be the requester’s', async () => {
    const deps = nextDay();
    const pat = 'Pat <pat@later.example>';
    const { id } = await mailedTo(deps, mailOf(pat));
    const ticket = (await deps.tickets.find(id))!;
    const person = (await deps.users.findByEmail('pat@later.example'))!;
    const own = replyTo(deps, ticket, person);
    const answerToAfter = async (raw: string) => {
      expect((await receive(deps, raw)).outcome).toMatchObject({ kind: 'commented', ticketId: id });
      return (await deps.tickets.find(id))!.answerTo?.address;
    };
    const mail = (headers: readonly string[], from = pat, to = 'help@desk.example') =>
      letter({
        from,
        to,
        headers,
        subject: `Re: [${ticket.number}]`,
        text: `Words ${(count += 1)}`,
        messageId: `<later-${count}@example.org>`,
      });
    const [kim, lee] = ['Reply-To: Kim <kim@c.example>', 'Reply-To: lee@c.example'];
    expect(await answerToAfter(mail([kim]))).toBeUndefined();
    expect(await answerToAfter(passing('later.example', mail([kim])))).toBe('kim@c.example');
    expect(await answerToAfter(passing('later.example', mail([])))).toBe('kim@c.example');
    expect(await answerToAfter(mail(['Reply-To: noreply@c.example'], pat, own))).toBe('kim@c.example');
    expect(await answerToAfter(mail([lee], 'lee@c.example', own))).toBe('lee@c.example');
    expect((await deps.tickets.find(id))!.requester.id).toBe(person.id);

    const before = holdfast.sink.mails.length;
    await addComment(deps, bob, id, { body: 'Better now?', isInternal: false }, randomUUID());
    for (const delivery of await deps.deliveries.unsent(id)) await sendDelivery(deps, delivery);
    const answers = holdfast.sink.mails.slice(before).map(({ to }) => (Array.isArray(to) ? '' : to?.text));
    expect(answers.every((to) => to?.includes('lee@c.example'))).toBe(true);
    expect(answers.length).toBeGreaterThan(0);

    const exported = await exportPerson(
      deps,
      { actor: await personOf(deps, 'admin'), address: null },
      person.id,
      randomUUID(),
    );
    expect(exported).toMatchObject({
      lists: {
        tickets: [{ answer_to: { address: 'lee@c.example' }, message_id: ticket.messageId }],
        comments: expect.arrayContaining([
          expect.objectContaining({ message_id: `<later-${count}@example.org>` }),
        ]),
      },
    });

    expect(await answerToAfter(mail(['Reply-To: pat@later.example'], pat, own))).toBeUndefined();
    await copy(deps, bob, id, 'sam@c.example');
    const sam = (await deps.tickets.find(id))!.participants![0]!;
    const sams = mail([kim], 'sam@c.example', replyTo(deps, ticket, sam));
    expect(await answerToAfter(sams)).toBeUndefined();
  });

  it('that a mail server refuses marks no account', async () => {
    const deps = nextDay();
    const { mails } = await mailedTo(deps, mailOf(FORM, 'Reply-To: gone@customer.example'));
    const report = [
      'From: Mailer-Daemon <mailer-daemon@mx.example>',
      'To: desk@holdfast.local',
      'Subject: Undelivered Mail',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; gone@customer.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${mails.at(-1)!.messageId!}`,
      '',
      '--b--',
    ].join('\r\n');
    expect((await receive(deps, report)).outcome).toMatchObject({ kind: 'bounce' });
    expect(await deps.users.findByEmail('noreply@shop.example')).toMatchObject({ mailProblem: null });
  });
});
