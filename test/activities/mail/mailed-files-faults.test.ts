import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { startSmtpServer } from '../../../bench/support/smtp-server.js';
import { SmtpMailer } from '../../../src/adapters/mail/smtp-mailer.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { DomainError } from '../../../src/domain/errors.js';
import {
  filePathsIn,
  namesIn,
  pdf,
  ticketWithFiles,
  waitingReply,
  type GivenFile,
} from '../../support/mail/answers-with-files.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { INBOUND, personOf, type Person } from '../../support/mail/inbound-tickets.js';
import { startSmtpSink } from '../../support/servers/smtp-sink.js';

const ALICE = 'alice@holdfast.local';
const LIMIT_BYTES = 5 * 1024 * 1024;

let holdfast: Holdfast;
let [alice, bob]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
});
afterAll(() => holdfast.close());

const ticketWith = (files: readonly GivenFile[]) => ticketWithFiles(holdfast.deps, alice!, bob!, files);
const waiting = (ticketId: string) => waitingReply(holdfast.deps, ticketId);

describe('a worker that sends files', () => {
  const failing = (name: 'read' | 'present') =>
    new Proxy(holdfast.deps.attachments, {
      get: (target, key, receiver): unknown =>
        key === name
          ? () => Promise.reject(new DomainError('unavailable', 'killed'))
          : Reflect.get(target, key, receiver),
    });
  const about = (number: string) =>
    holdfast.sink.mails.filter(({ subject }) => subject!.startsWith(`[${number}] New reply`));

  it.each(['read', 'present'] as const)(
    'that dies at %s has sent none, and the next sends one',
    async (name) => {
      const { ticket } = await ticketWith([pdf(10)]);
      const id = await waiting(ticket.id);
      const dying = sendDelivery({ ...holdfast.deps, attachments: failing(name) }, id);
      await expect(dying).rejects.toMatchObject({ code: 'unavailable' });
      expect(about(ticket.number)).toEqual([]);
      await Promise.allSettled([sendDelivery(holdfast.deps, id), sendDelivery(holdfast.deps, id)]);
      await sendDelivery(holdfast.deps, id);
      expect(about(ticket.number).map(namesIn)).toEqual([['manual.pdf']]);
    },
  );

  it('that dies after the server accepted the mail sends the same mail again: same Message-ID, same links', async () => {
    const { ticket } = await ticketWith([pdf(10), pdf(LIMIT_BYTES, 'large.pdf')]);
    const id = await waiting(ticket.id);
    const { mailer } = holdfast.deps;
    const dying: AppDeps['mailer'] = {
      withPermit: (work) => mailer.withPermit(work),
      send: async (mail, signal) => {
        await mailer.send(mail, signal);
        throw new DomainError('unavailable', 'killed');
      },
    };
    await expect(sendDelivery({ ...holdfast.deps, mailer: dying }, id)).rejects.toMatchObject({
      code: 'unavailable',
    });
    await sendDelivery(holdfast.deps, id);
    const [first, second] = about(ticket.number);
    expect(second!.messageId).toBe(first!.messageId);
    expect(second!.text).toBe(first!.text);
    expect(namesIn(second!)).toEqual(namesIn(first!));
  });

  it('whose connection breaks within a file sends the whole mail later, once', async () => {
    const whole: Buffer[] = [];
    let conversations = 0;
    const server = await startSmtpServer({
      onRcptTo: (_address, _session, callback) => callback(),
      onData: (stream, _session, callback) => {
        conversations += 1;
        const isCut = conversations === 1;
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => {
          parts.push(part);
          if (isCut) for (const each of server.server.connections) each._socket.destroy();
        });
        stream.on('end', () => {
          if (!isCut) whole.push(Buffer.concat(parts));
          callback();
        });
      },
    });
    const mailer = new SmtpMailer({
      url: server.url,
      from: { name: 'Desk', address: 'desk@desk.example' },
      requiresTls: false,
      maxConnections: 20,
    });
    try {
      const file = pdf(400_000);
      const { ticket } = await ticketWith([file]);
      const id = await waiting(ticket.id);
      const deps = { ...holdfast.deps, mailer };
      await expect(sendDelivery(deps, id)).rejects.toMatchObject({ code: 'unavailable' });
      expect((await sendDelivery(deps, id)).state).toBe('sent');
      expect(await sendDelivery(deps, id)).toMatchObject({ state: 'sent' });
      expect([conversations, whole.length]).toEqual([2, 1]);
      const { attachments } = await simpleParser(whole[0]!);
      expect(attachments.map(({ content }) => content.equals(Buffer.from(file.content)))).toEqual([true]);
    } finally {
      mailer.close();
      await server.close();
    }
  });

  it('sends links from the fourth attempt on, because the connection may be too slow', async () => {
    const { ticket } = await ticketWith([pdf(10)]);
    const id = await waiting(ticket.id);
    const asked = holdfast.sink.mails.length;
    holdfast.sink.answerWith(450);
    try {
      for (let nth = 0; nth < 3; nth += 1) {
        await expect(sendDelivery(holdfast.deps, id)).rejects.toMatchObject({ code: 'unavailable' });
      }
    } finally {
      holdfast.sink.answerWith('accept');
    }
    await sendDelivery(holdfast.deps, id);
    const [mail, ...others] = holdfast.sink.mails.slice(asked);
    expect([others, namesIn(mail!), filePathsIn(mail!.text).length]).toEqual([[], [], 1]);
  });
});

describe('a mail server that accepts no files', () => {
  const MAX_BYTES = 100_000;

  it('gets the mail with links', async () => {
    const sizes: number[] = [];
    const server = await startSmtpServer({
      onRcptTo: (_address, _session, callback) => callback(),
      onData: (stream, _session, callback) => {
        let bytes = 0;
        stream.on('data', (part: Buffer) => (bytes += part.byteLength));
        stream.on('end', () => {
          sizes.push(bytes);
          const refusal = Object.assign(new Error('5.3.4 too large'), { responseCode: 552 });
          callback(bytes > MAX_BYTES ? refusal : undefined);
        });
      },
    });
    const mailer = new SmtpMailer({
      url: server.url,
      from: { name: 'Desk', address: 'desk@desk.example' },
      requiresTls: false,
      maxConnections: 20,
    });
    try {
      const { ticket } = await ticketWith([pdf(200_000)]);
      const id = await waiting(ticket.id);
      expect((await sendDelivery({ ...holdfast.deps, mailer }, id)).state).toBe('sent');
      expect(sizes.map((bytes) => bytes > MAX_BYTES)).toEqual([true, false]);
    } finally {
      mailer.close();
      await server.close();
    }
  });

  it('that refuses for other reasons is asked once, and the address is marked', async () => {
    const sink = await startSmtpSink();
    const mailer = new SmtpMailer({
      url: sink.url,
      from: { name: 'Desk', address: 'desk@desk.example' },
      requiresTls: false,
      maxConnections: 20,
    });
    sink.refuse(ALICE);
    const { ticket } = await ticketWith([pdf(10)]);
    const id = await waiting(ticket.id);
    try {
      await expect(sendDelivery({ ...holdfast.deps, mailer }, id)).rejects.toMatchObject({
        code: 'address_refused',
      });
      expect(sink.asked).toEqual([ALICE]);
    } finally {
      mailer.close();
      await sink.close();
      await holdfast.mongo.collection('users').updateMany({}, { $set: { mailProblem: null } });
    }
  });
});
