import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppDeps } from '../../src/app/deps.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { letter } from '../support/inbound.js';
import { INBOUND, receive } from '../support/inbound-tickets.js';

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

describe('the address of a sender', () => {
  it.each([
    ['of a host without a domain', 'x@localhost'],
    ['of a host by its number', '<x@[127.0.0.1]>'],
    ['of a bare number', 'x@10.0.0.1'],
    ['with a route', '<@a.example,@b.example:user@c.example>'],
    ['that a stray bracket makes', '"Cust Eight"@c.example>'],
    ['with a quoted local part', '"cust eight"@c.example'],
  ])('%s makes no account, and the list of mails says why', async (_, from) => {
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
  ])('%s makes one, which the API takes as well', async (from, address) => {
    expect((await receive(nextDay(), mailOf({ from }))).outcome).toMatchObject({ kind: 'opened' });
    expect(await accountOf(address)).toMatchObject({ email: address });
    const admin = await holdfast.client('admin');
    const there = await admin.post('/api/v1/users', { email: address, name: 'Vera' });
    expect([there.status, there.body.code]).toEqual([409, 'duplicate']);
    const other = await admin.post('/api/v1/users', { email: `x.${address}`, name: 'Vera' });
    expect([other.status, other.body.email]).toEqual([201, `x.${address}`]);
  });
});

describe('what a mail brings onto one line', () => {
  it('reorders and breaks nothing there: title, name and file names', async () => {
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

  it('is believed above what came with the mail, and by way of a server of ours', async () => {
    const store = 'Received: from mx.desk.example (mx.desk.example [10.0.0.2]) by store.desk.example; Mon';
    expect(await asBob(PASS, OUTSIDE)).toMatchObject({ kind: 'opened' });
    expect(await asBob(store, PASS, OUTSIDE)).toMatchObject({ kind: 'opened' });
  });

  it('is not, where the sender has brought it along, under whichever servers', async () => {
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
