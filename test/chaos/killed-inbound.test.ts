import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmtpListener } from '../../src/adapters/inbound/smtp-listener.js';
import { keepMail } from '../../src/app/inbound-mail/kept/keep-mail.js';
import { mailKey } from '../../src/app/inbound-mail/kept/mail-key.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startMongod } from '../../src/dev/servers/mongod.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { letter, settled } from '../support/mail/inbound.js';
import { listeningLogger } from '../support/servers/listening-logger.js';
import { startService, type Service } from '../support/processes/service.js';
import { sendMail } from '../support/servers/smtp-client.js';
import { waitFor } from '../support/wait-for.js';

describe('a process that is killed while a mail comes in', () => {
  let holdfast: Holdfast;
  let port: number;
  const running: Service[] = [];

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    [port = 0] = await freePorts(1);
  });
  afterAll(async () => {
    await Promise.all(running.map((service) => service.kill()));
    await holdfast.close();
  });

  const rooms = (name: string) => holdfast.mongo.collection(name);
  const environment = (more: Readonly<Record<string, string>> = {}) => ({
    INBOUND_SMTP_PORT: String(port),
    INBOUND_ADDRESSES: 'help@holdfast.local',
    ...more,
  });

  async function start(script: string, ready: string, more = {}): Promise<Service> {
    const service = await startService(holdfast, script, ready, environment(more));
    running.push(service);
    return service;
  }
  const listener = (more = {}) => start('test/chaos/fixtures/listener.ts', 'listener ready', more);

  /** What a mail server does: sends again until it is told that the mail is kept. */
  async function sendUntilKept(raw: string): Promise<string> {
    const { words } = await waitFor('the mail to be taken', async () => {
      const answer = await sendMail(port, raw);
      return answer.code === 250 ? answer : undefined;
    });
    return /Stored as ([\w-]+)/u.exec(words)![1]!;
  }

  /** One record, one event, one ticket. */
  async function expectOne(raw: string, id: string): Promise<void> {
    const key = mailKey(Buffer.from(raw));
    expect((await rooms('received_mails').find({ key }).toArray()).map(({ _id }) => String(_id))).toEqual([
      id,
    ]);
    expect(await rooms('events').countDocuments({ mailId: id })).toBe(1);
    expect(await settled(holdfast, id)).toMatchObject({ state: 'done', outcome: { ticketId: id } });
    expect(await rooms('tickets').countDocuments({ title: /^Killed/u, _id: id as never })).toBe(1);
  }

  it('between the message and its record: the sender retries, and the leftover is removed', async () => {
    const raw = letter({ subject: 'Killed before the record' });
    const dying = await listener();
    // Somebody who is about to write the same record, so that the process has to wait there.
    const session = await holdfast.mongo.startSession();
    session.startTransaction();
    const inTheWay = { _id: 'in-the-way' as never, key: mailKey(Buffer.from(raw)) };
    await rooms('received_mails').insertOne(inTheWay, { session });
    const answer = sendMail(port, raw);
    await waitFor('the message', async () =>
      (await rooms('received_mails.files').countDocuments()) === 1 ? true : undefined,
    );
    await dying.kill();
    expect((await answer).code).not.toBe(250);
    await session.abortTransaction();
    await session.endSession();
    expect(await rooms('received_mails').countDocuments()).toBe(0);

    const worker = await start('src/worker.ts', 'worker ready');
    await expectOne(raw, await sendUntilKept(raw));
    const { receivedMails } = holdfast.deps;
    expect(await receivedMails.removeOrphans(new Date(Date.now() + 3_600_000), 10)).toBe(1);
    expect(await rooms('received_mails.files').countDocuments()).toBe(1);
    await worker.kill();
  });

  it('between the record and the answer: the sender comes again, and there is one', async () => {
    const raw = letter({ subject: 'Killed before the answer' });
    const dying = await listener({ DIES: 'after_keeping' });
    expect((await sendMail(port, raw)).code).not.toBe(250);
    expect(await dying.ended).toBe('SIGKILL');
    const worker = await start('src/worker.ts', 'worker ready');
    await expectOne(raw, await sendUntilKept(raw));
    await worker.kill();
  });

  it('between the answer and the workflow: the next worker starts it', async () => {
    const raw = letter({ subject: 'Killed before the workflow' });
    const dying = await listener();
    const id = await sendUntilKept(raw);
    await dying.kill();
    const worker = await start('src/worker.ts', 'worker ready');
    await expectOne(raw, id);
    await worker.kill();
  });
});

describe('a database that is away while a mail comes in', () => {
  it('has the sender come again, and the mail is kept once when it is back', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-inbound-'));
    const [port = 0] = await freePorts(1);
    const binary = process.env['HOLDFAST_TEST_MONGOD_BINARY']!;
    const first = await startMongod({ binary, port, dataDir });
    const holdfast = await startHoldfast({ worker: false, environment: { MONGODB_URI: first.uri } });
    const { logger } = listeningLogger();
    const options = {
      host: '127.0.0.1',
      port: 0,
      hostname: 'desk.example',
      maxBytes: 1_000_000,
      tls: undefined,
    };
    const listener = await SmtpListener.start(
      { ...options, addresses: ['help@holdfast.local'] },
      async (mail) => (await keepMail(holdfast.deps, mail)).mail,
      logger,
    );
    const raw = letter({ subject: 'Nowhere to keep it' });
    await first.stop();
    expect((await sendMail(listener.port, raw)).code).toBe(451);
    const second = await startMongod({ binary, port, dataDir });
    await waitFor('the mail to be taken', async () =>
      (await sendMail(listener.port, raw)).code === 250 ? true : undefined,
    );
    expect((await sendMail(listener.port, raw)).code).toBe(250);
    expect(await holdfast.mongo.collection('received_mails').countDocuments()).toBe(1);
    await listener.close();
    await holdfast.close();
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });
});
