import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmtpListener } from '../../src/adapters/inbound/smtp-listener.js';
import { mailParser } from '../../src/adapters/mail/parse-mail.js';
import { openInbound } from '../../src/compose/inbound.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { DomainError } from '../../src/domain/errors.js';
import type { IncomingMail } from '../../src/ports/inbound-mail/received-mails.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { corpusMail, corpusNames } from '../support/mail/mail-corpus.js';
import { letter, settled } from '../support/mail/inbound.js';
import { listeningLogger } from '../support/servers/listening-logger.js';
import { RawClient, sendMail } from '../support/servers/smtp-client.js';
import { waitFor } from '../support/wait-for.js';

const MB = 1024 * 1024;
const AT_ONCE = 10;
/** The marks of the corpus stay: no ticket is here. */
const TICKET = {
  ...{ TICKET_ID: 'TICKET_ID', TICKET_NUMBER: 'TICKET_NUMBER', DELIVERY_ID: 'DELIVERY_ID' },
  ...{ MESSAGE_ID: 'MESSAGE_ID', REPLY_ALICE: 'REPLY_ALICE', REPLY_BOB: 'REPLY_BOB' },
};

let holdfast: Holdfast;
let port: number;
beforeAll(async () => {
  [port = 0] = await freePorts(1);
  holdfast = await startHoldfast({
    environment: { INBOUND_SMTP_PORT: String(port), INBOUND_ADDRESSES: 'help@holdfast.local' },
  });
});
afterAll(() => holdfast.close());

/** With the line ends of SMTP, whose data end with one. */
const inLines = (raw: Buffer) =>
  raw
    .toString('latin1')
    .replaceAll(/(?<!\r)\n/gu, '\r\n')
    .trimEnd();

const count = () => holdfast.mongo.collection('received_mails').countDocuments();
const idIn = (words: string) => /Stored as ([\w-]+)/u.exec(words)![1]!;

describe('a mail that is sent to us', () => {
  it('is kept before it is answered, and becomes a ticket', async () => {
    const raw = letter();
    const { code, words } = await sendMail(port, raw, {
      to: ['Help@Holdfast.Local', 'help+x@holdfast.local'],
    });
    expect(code).toBe(250);
    const mail = await settled(holdfast, idIn(words));
    expect(mail.recipients).toEqual(['help@holdfast.local', 'help+x@holdfast.local']);
    expect(Buffer.from((await holdfast.deps.receivedMails.raw(mail.id))!).toString()).toBe(
      `Return-Path: <alice@holdfast.local>\r\n${raw}`,
    );
    const { status, body } = await (await holdfast.client('alice')).get(`/api/v1/tickets/${mail.id}`);
    expect([status, body.source]).toEqual([200, 'mail']);
  });

  it('counts as automatic with an empty sender, despite its own headers', async () => {
    const raw = `Return-Path: <alice@holdfast.local>\r\n${letter({ subject: 'Delivered' })}`;
    const { words } = await sendMail(port, raw, { from: '' });
    const { outcome } = await settled(holdfast, idIn(words));
    expect(outcome).toEqual({ kind: 'ignored', reason: 'automatic' });
  });

  it('may be sent again: the answer is the same', async () => {
    const raw = letter({ subject: 'Twice' });
    const [first, again] = [await sendMail(port, raw), await sendMail(port, raw)];
    expect(again).toEqual(first);
  });

  it('may be junk to the last byte', async () => {
    const junk = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256));
    const { code, words } = await sendMail(port, junk);
    expect(code).toBe(250);
    expect((await settled(holdfast, idIn(words))).state).not.toBe('kept');
  });

  it('accepts only our addresses: it relays nothing and offers no sign-in', async () => {
    const before = await count();
    for (const to of ['alice@elsewhere.example', 'other@holdfast.local', 'help@holdfast.local.example']) {
      expect((await sendMail(port, letter(), { to })).code).toBe(550);
    }
    const client = await RawClient.connect(port);
    const offer = await client.says('EHLO somebody', '250 ');
    expect(offer).toContain(`SIZE ${25 * MB}`);
    expect(offer).not.toMatch(/AUTH|STARTTLS/u);
    expect(await client.says('AUTH PLAIN AGEAYg==', '50')).toMatch(/^50\d/u);
    client.cut();
    expect(await count()).toBe(before);
  });

  it('is refused when it is too large, announced or not', async () => {
    const before = await count();
    const client = await RawClient.connect(port);
    await client.says('EHLO somebody', '250 ');
    expect(await client.says(`MAIL FROM:<alice@holdfast.local> SIZE=${26 * MB}`, '552')).toContain('552');
    client.cut();
    const line = `${'x'.repeat(998)}\r\n`;
    const large = letter({ subject: 'Large' }) + line.repeat(26 * 1049);
    expect((await sendMail(port, large)).code).toBe(552);
    expect(await count()).toBe(before);
  });

  it('is not kept when its sender hangs up in the middle of it', async () => {
    const before = await count();
    const client = await RawClient.connect(port);
    await client.says('EHLO somebody', '250 ');
    await client.says('MAIL FROM:<alice@holdfast.local>', '250');
    await client.says('RCPT TO:<help@holdfast.local>', '250');
    await client.says('DATA', '354');
    await client.says(letter({ subject: 'Cut' }));
    client.cut();
    expect((await sendMail(port, letter({ subject: 'The next one' }))).code).toBe(250);
    expect(await count()).toBe(before + 1);
  });
});

describe('the listener', () => {
  const options = {
    host: '127.0.0.1',
    port: 0,
    hostname: 'desk.example',
    addresses: ['*@desk.example'],
    maxBytes: 1000,
    tls: undefined,
  };
  const taken: IncomingMail[] = [];
  const take = async (mail: IncomingMail) => {
    taken.push(mail);
    return Promise.resolve({ id: String(taken.length) });
  };
  const { logger, lines } = listeningLogger();
  const send = (listener: SmtpListener) =>
    sendMail(listener.port, letter({ text: '.\n..' }), { to: 'a@desk.example' });

  it('hangs up on clients that say nothing, and on those beyond its number', async () => {
    const listener = await SmtpListener.start({ ...options, silenceMs: 500 }, take, logger);
    const silent = await Promise.all(Array.from({ length: 20 }, () => RawClient.connect(listener.port)));
    const beyond = await RawClient.connect(listener.port).catch(() => undefined);
    await beyond?.closed();
    for (const client of silent) await client.closed();
    expect((await send(listener)).code).toBe(250);
    expect(Buffer.from(taken.at(-1)!.raw).toString()).toContain('\r\n.\r\n..\r\n');
    await listener.close();
  });

  it.each([
    ['what may pass', new DomainError('unavailable', 'away'), 'warn'],
    ['what it does not know', new Error('a fault of ours'), 'error'],
  ])('has senders come again after %s, and says so without what they sent', async (_what, fault, level) => {
    lines.length = 0;
    const listener = await SmtpListener.start(options, () => Promise.reject(fault), logger);
    const { code, words } = await send(listener);
    expect(code).toBe(451);
    expect(words).not.toContain(fault.message);
    expect(lines.filter((line) => line.level === level)).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('alice@');
    await listener.close();
  });

  it('hands over every mail of the corpus byte by byte, and it reads the same with the line ends of SMTP', async () => {
    const received = new Map<string, Buffer>();
    const keep = async ({ raw, recipients }: IncomingMail) => {
      received.set(recipients[0]!, Buffer.from(raw));
      return Promise.resolve({ id: recipients[0]! });
    };
    const listener = await SmtpListener.start({ ...options, maxBytes: 50 * MB }, keep, logger);
    const names = await corpusNames();
    const changed: string[] = [];
    const pairs = names.map((name, index) => ({ name, to: `mail-${index}@desk.example` }));
    for (let from = 0; from < pairs.length; from += AT_ONCE) {
      await Promise.all(
        pairs.slice(from, from + AT_ONCE).map(async ({ name, to }) => {
          const { raw } = await corpusMail(name, TICKET);
          const { code } = await sendMail(listener.port, raw, { to });
          const there = received.get(to)!;
          const [before, after] = await Promise.all([mailParser.parse(raw), mailParser.parse(there)]);
          const isSame =
            inLines(there).endsWith(inLines(raw)) &&
            before.subject === after.subject &&
            before.text.trim() === after.text.trim();
          if (code !== 250 || !isSame) changed.push(name);
        }),
      );
    }
    await listener.close();
    expect([changed, received.size]).toEqual([[], names.length]);
  });

  it('takes so many mails over one connection', async () => {
    const listener = await SmtpListener.start(options, take, logger);
    const client = await RawClient.connect(listener.port);
    await client.says('EHLO somebody', '250 ');
    for (let mail = 0; mail < 100; mail += 1) {
      await client.says('MAIL FROM:<a@b.example>\r\nRCPT TO:<a@desk.example>\r\nDATA', '354');
      await client.says(`Subject: ${mail}\r\n\r\n.`, 'Stored as');
    }
    expect(await client.says('MAIL FROM:<a@b.example>', '421')).toContain('Too many mails');
    await listener.close();
  });

  it('names the variable when it cannot have its port, and the files when it cannot read them', async () => {
    const { inbound } = holdfast.config;
    const opening = (smtp: typeof inbound.smtp) =>
      openInbound({ ...holdfast.config, inbound: { ...inbound, smtp } }, holdfast.deps);
    await expect(opening(inbound.smtp)).rejects.toThrow(/INBOUND_SMTP_PORT.*EADDRINUSE/u);
    const tlsFiles = { cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' };
    await expect(opening({ port: 1, tlsFiles })).rejects.toThrow(/INBOUND_SMTP_CERT_FILE.*ENOENT/u);
  });
});

it('lets clients encrypt if it has a certificate', async () => {
  const { generateCertificate } = await import('../support/servers/certificate.js');
  const tls = generateCertificate();
  if (tls === undefined) {
    console.warn('no openssl: STARTTLS is not tested');
    return;
  }
  const taken: IncomingMail[] = [];
  const { logger } = listeningLogger();
  const listener = await SmtpListener.start(
    {
      host: '127.0.0.1',
      port: 0,
      hostname: 'desk.example',
      addresses: ['*@desk.example'],
      maxBytes: MB,
      tls,
    },
    async (mail) => Promise.resolve({ id: String(taken.push(mail)) }),
    logger,
  );
  const client = await RawClient.connect(listener.port);
  expect(await client.says('EHLO somebody', '250 ')).toContain('STARTTLS');
  client.cut();
  // The client upgrades by itself where it is offered.
  expect((await sendMail(listener.port, letter(), { to: 'a@desk.example' })).code).toBe(250);
  await waitFor('the mail', () => taken[0]);
  await listener.close();
});
