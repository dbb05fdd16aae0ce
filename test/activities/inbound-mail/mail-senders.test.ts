import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { INBOUND, receive } from '../../support/mail/inbound-tickets.js';

const HOUR_MS = 3_600_000;

let holdfast: Holdfast;
let hours = 0;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(changes: Partial<AppDeps> = {}): AppDeps {
  hours += 25;
  const now = Date.now() + hours * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) }, ...changes };
}

const BOB = 'Bob <bob@holdfast.local>';
const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass header.from=holdfast.local';
const OUTSIDE = 'Received: from mail.evil.example (mail.evil.example [203.0.113.9]) by mx.desk.example; Mon';
/** With header lines above all others, as servers put them there. */
const below = (lines: readonly string[], mail: string) => `${lines.join('\r\n')}\r\n${mail}`;
const mailOf = (fields: Parameters<typeof letter>[0]) =>
  letter({ messageId: `<senders-${(count += 1)}@example.org>`, ...fields });
const accountOf = (address: string) => holdfast.deps.users.findByEmail(address);

describe('the sender address', () => {
  it.each([
    ['of a host without a domain', 'x@localhost'],
    ['of a host by its number', '<x@[127.0.0.1]>'],
    ['of a bare number', 'x@10.0.0.1'],
    ['with a route', '<@a.example,@b.example:user@c.example>'],
    ['that a stray bracket makes', '"Cust Eight"@c.example>'],
    ['with a quoted local part', '"cust eight"@c.example'],
  ])('%s creates no account, and the list of mails has the reason', async (_, from) => {
    const before = await holdfast.mongo.collection('users').countDocuments();
    const { id, outcome } = await receive(nextDay(), mailOf({ from }));
    expect(outcome).toEqual({ kind: 'refused', reason: 'invalid_sender' });
    expect(await holdfast.mongo.collection('users').countDocuments()).toBe(before);
    const admin = await holdfast.client('admin');
    const { body } = await admin.get(`/api/v1/admin/received-mails/${id}`);
    expect(body.outcome).toMatchObject({ kind: 'refused', reason: 'invalid_sender' });
  });

  it.each([
    ['vera@xn--e1afmkfd.xn--p1ai', 'vera@xn--e1afmkfd.xn--p1ai'],
    ['Vera <vera2@пример.рф>', 'vera2@xn--e1afmkfd.xn--p1ai'],
    ['a&b@c.example', 'a&b@c.example'],
    ["Pat <p.o'neil+desk@sub.c-d.example>", "p.o'neil+desk@sub.c-d.example"],
  ])('%s creates one, which the API accepts too', async (from, address) => {
    expect((await receive(nextDay(), mailOf({ from }))).outcome).toMatchObject({ kind: 'opened' });
    expect(await accountOf(address)).toMatchObject({ email: address });
    const admin = await holdfast.client('admin');
    const there = await admin.post('/api/v1/users', { email: address, name: 'Vera' });
    expect([there.status, there.body.code]).toEqual([409, 'duplicate']);
    const other = await admin.post('/api/v1/users', { email: `x.${address}`, name: 'Vera' });
    expect([other.status, other.body.email]).toEqual([201, `x.${address}`]);
  });
});

describe('one-line texts of a mail', () => {
  it('cannot reorder or break a line: title, name and file names', async () => {
    const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
    const raw = letter({
      from: `${word('Eve\u202e \u2066nimda\u2069\u2028x')} <eve@direction.example>`,
      subject: word('Pay \u202e001\u202c\u2029now\u200f'),
      headers: ['Content-Type: multipart/mixed; boundary="b"'],
      text: [
        '--b',
        'Content-Type: text/plain',
        '',
        'See the file.',
        '--b',
        `Content-Type: application/pdf; name="${word('bill\u202efdp.\u2028x')}"`,
        `Content-Disposition: attachment; filename="${word('bill\u202efdp.\u2028x')}"`,
        '',
        'x',
        '--b--',
      ].join('\n'),
    }).replace('Content-Type: text/plain; charset=utf-8\r\n', '');
    const { id } = await receive(nextDay(), raw);
    expect(await holdfast.deps.tickets.find(id)).toMatchObject({
      title: 'Pay 001 now',
      requester: { name: 'Eve nimda x' },
      attachments: [{ name: 'bill_fdp. x' }],
    });
  });
});

describe('the verdict of our mail server', () => {
  const asBob = async (...lines: readonly string[]) => {
    const mail = mailOf({ from: BOB, subject: 'A ticket of mine' });
    return (await receive(nextDay(), below(lines, mail))).outcome;
  };

  it('is trusted above the headers of the mail, also behind a server of ours', async () => {
    const store = 'Received: from mx.desk.example (mx.desk.example [10.0.0.2]) by store.desk.example; Mon';
    expect(await asBob(PASS, OUTSIDE)).toMatchObject({ kind: 'opened' });
    expect(await asBob(store, PASS, OUTSIDE)).toMatchObject({ kind: 'opened' });
  });

  it('is not trusted if the sender added it, below any servers', async () => {
    const relay = 'Received: from laptop (laptop [192.168.0.2]) by mx.desk.example; Mon';
    for (const lines of [
      [OUTSIDE, PASS],
      [OUTSIDE, relay, PASS],
      [OUTSIDE, relay, PASS, relay, PASS],
      ['Authentication-Results: mx.evil.example; dmarc=pass header.from=holdfast.local', OUTSIDE, PASS],
      ['Received: from a.evil.example by b.evil.example; Mon', PASS, OUTSIDE],
    ]) {
      expect(await asBob(...lines)).toEqual({ kind: 'refused', reason: 'unverified_staff' });
    }
  });
});

const SPAM = 'Buy pills at http://spam.example';
const passing = (address: string) =>
  `Authentication-Results: mx.desk.example; dmarc=pass header.from=${address.split('@')[1]!}`;

/** Receives the mail as the workflow does, and what follows of it: the mails that were sent for it. */
async function confirmedBy(deps: AppDeps, raw: string) {
  const { id, outcome } = await receive(deps, raw);
  if (outcome.kind !== 'opened') return { id, outcome, mails: [] };
  await fallBackTriage(deps, id, INITIAL_RUN);
  const before = holdfast.sink.mails.length;
  for (const delivery of await deps.deliveries.unsent(id)) await sendDelivery(deps, delivery);
  return { id, outcome, mails: holdfast.sink.mails.slice(before) };
}

describe('the confirmation of a mail', () => {
  const spam = (address: string) =>
    mailOf({ from: `"${SPAM}" <${address}>`, subject: SPAM, text: `${SPAM}\n${SPAM}` });
  const shown = ({ subject, text, html, to }: Awaited<ReturnType<typeof confirmedBy>>['mails'][number]) =>
    `${subject!}${text!}${String(html)}${Array.isArray(to) ? '' : to!.text}`;

  it('quotes nothing, not even a name, if the author is unproven', async () => {
    const { id, mails } = await confirmedBy(nextDay(), spam('victim@elsewhere.example'));
    const { number } = (await holdfast.deps.tickets.find(id))!;
    expect(mails.map(({ subject }) => subject)).toEqual([`[${number}] We have received your ticket`]);
    expect(shown(mails[0]!)).not.toMatch(/spam|pills/u);
    expect(mails[0]!.text).toContain('Hello victim@elsewhere.example,');
    expect(mails[0]!.text).toContain('If you did not write to us, ignore this mail.');
  });

  it('quotes nothing if no server is trusted', async () => {
    const deps = nextDay({ inbound: { ...holdfast.deps.inbound, trustedServers: [] } });
    const { mails } = await confirmedBy(
      deps,
      below([passing('x@elsewhere.example')], spam('victim2@elsewhere.example')),
    );
    expect(mails).toHaveLength(1);
    expect(shown(mails[0]!)).not.toMatch(/spam|pills/u);
  });

  it('is complete if our mail server confirms the sender', async () => {
    const address = 'real@elsewhere.example';
    const { id, mails } = await confirmedBy(nextDay(), below([passing(address)], spam(address)));
    const { number } = (await holdfast.deps.tickets.find(id))!;
    expect(mails.map(({ subject }) => subject)).toEqual([
      `[${number}] We have received your ticket: ${SPAM}`,
    ]);
    expect(mails[0]!.text).toContain(`> ${SPAM}`);
  });

  it('is limited per hour across all unproven senders; their tickets are still created', async () => {
    const inbound = { ...holdfast.deps.inbound, unprovenReceiptsPerHour: 3 };
    const deps = nextDay({ inbound });
    const from = (name: string) => receive(deps, spam(`crowd-${name}@elsewhere.example`));
    const all = [await from('1'), await from('2'), await from('3')];
    all.push(...(await Promise.all(['4', '5', '6', '7'].map(from))), await from('8'));
    expect(all.map(({ outcome }) => outcome.kind)).toEqual(all.map(() => 'opened'));
    const held = all.filter(({ outcome }) => 'reason' in outcome && outcome.reason === 'receipt_held');
    expect(held).toEqual(all.slice(3));
    for (const { id } of all) await fallBackTriage(deps, id, INITIAL_RUN);
    const tickets = { ticketId: { $in: all.map(({ id }) => id) }, kind: 'received' };
    expect(await holdfast.mongo.collection('deliveries').countDocuments(tickets)).toBe(
      all.length - held.length,
    );
    const admin = await holdfast.client('admin');
    const { body } = await admin.get(`/api/v1/admin/received-mails/${all.at(-1)!.id}`);
    expect(body.outcome).toMatchObject({
      kind: 'opened',
      ticket: { id: all.at(-1)!.id },
      reason: 'receipt_held',
    });
    const proven = 'proven@elsewhere.example';
    const { mails } = await confirmedBy(deps, below([passing(proven)], spam(proven)));
    expect(mails).toHaveLength(1);
    const later = nextDay({ inbound });
    expect((await confirmedBy(later, spam('later@elsewhere.example'))).mails).toHaveLength(1);
  });

  it('stays within this limit for many mails at once', async () => {
    const deps = nextDay({ inbound: { ...holdfast.deps.inbound, unprovenReceiptsPerHour: 3 } });
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) => receive(deps, spam(`burst-${index}@elsewhere.example`))),
    );
    const held = all.filter(({ outcome }) => 'reason' in outcome && outcome.reason === 'receipt_held');
    expect(held.length).toBeGreaterThanOrEqual(5);
  });

  it('quotes nothing of a refused mail either, not even the name', async () => {
    const deps = nextDay({ inbound: { ...holdfast.deps.inbound, acceptsStrangers: false } });
    const before = holdfast.sink.mails.length;
    await receive(deps, spam('refused@elsewhere.example'));
    const [answer] = holdfast.sink.mails.slice(before);
    expect(answer!.subject).toBe('Your mail was not accepted');
    expect(shown(answer!)).not.toMatch(/spam|pills/u);
  });
});

describe('the account of an author', () => {
  it('is created only if the mail has an effect', async () => {
    const deps = nextDay();
    const from = (name: string) => `${name}@nobody.example`;
    const automatic = mailOf({ from: from('automatic'), headers: ['Auto-Submitted: auto-replied'] });
    const empty = mailOf({ from: from('empty'), subject: '', text: ' ' });
    const hops = Array.from({ length: 51 }, (_, hop) => `Received: from ${hop}.example`);
    const loop = mailOf({ from: from('loop'), headers: hops });
    const forged = mailOf({ from: from('forged') });
    const failing = 'Authentication-Results: mx.desk.example; dmarc=fail header.from=nobody.example';
    for (const raw of [automatic, empty, loop, below([failing], forged)]) {
      expect((await receive(deps, raw)).outcome.kind).toMatch(/ignored|refused/u);
    }
    const names = await holdfast.mongo.collection('users').distinct('email', { email: /@nobody\.example$/u });
    expect(names).toEqual([]);
  });

  /** As many tickets as one sender, or all of them, have opened within the hour before. */
  const opened = (deps: AppDeps, senders: readonly string[], count: number) =>
    holdfast.mongo.collection('mail_effects').insertMany(
      Array.from({ length: count }, (_, index) => ({
        mailId: `00-${index}`,
        effect: 'opened',
        sender: senders[index % senders.length],
        at: deps.clock.now(),
      })),
    );

  it('is not created by a mail beyond the limits, of one sender or of all', async () => {
    const deps = nextDay();
    const [sender, other] = ['many@nobody.example', 'other@nobody.example'];
    const of = (address: string) => deps.sealer.fingerprint(address);
    await opened(deps, [of(sender)], 199);
    expect((await receive(deps, mailOf({ from: sender }))).outcome).toMatchObject({ kind: 'opened' });
    const tooMany = { kind: 'ignored', reason: 'too_many' };
    const { id, outcome } = await receive(deps, mailOf({ from: sender }));
    expect(outcome).toEqual(tooMany);
    expect(await deps.receivedMails.raw(id)).not.toBeNull();
    expect((await receive(deps, mailOf({ from: 'another@nobody.example' }))).outcome).toMatchObject({
      kind: 'opened',
    });
    const crowd = Array.from({ length: 100 }, (_, index) => of(`crowd-${index}@nobody.example`));
    await opened(deps, crowd, 1_799);
    expect((await receive(deps, mailOf({ from: other }))).outcome).toEqual(tooMany);
    expect(await accountOf(other)).toBeNull();
    expect((await receive(nextDay(), mailOf({ from: other }))).outcome).toMatchObject({ kind: 'opened' });
  });
});
