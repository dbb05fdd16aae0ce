import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { ImapReader, type ImapReaderOptions } from '../../src/adapters/inbound/imap-reader.js';
import { openInbound, readerParts } from '../../src/compose/inbound.js';
import { loadConfig } from '../../src/config/config.js';
import type { ReceivedMail } from '../../src/domain/inbound-mail/received-mail.js';
import { startCuttingProxy } from '../support/servers/cutting-proxy.js';
import { findGreenMail, GreenMail } from '../support/servers/greenmail.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { keep, letter } from '../support/mail/inbound.js';
import { listeningLogger } from '../support/servers/listening-logger.js';
import { waitFor } from '../support/wait-for.js';

const MAX_BYTES = 300_000;
/** Far beyond any test: what comes sooner has come by IDLE. */
const NO_POLL_MS = 3_600_000;

const jar = await findGreenMail();

(jar === null ? describe.skip : describe)('a mailbox that is read over IMAP', () => {
  let holdfast: Holdfast;
  let server: GreenMail;
  const readers: ImapReader[] = [];
  const { logger, lines } = listeningLogger();

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    server = await GreenMail.start(jar!);
  });
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.close()));
    lines.length = 0;
  });
  afterAll(async () => {
    await server.stop();
    await holdfast.close();
  });

  function addressAt(url: string) {
    return loadConfig({ INBOUND_IMAP_URL: url }).inbound.imap!.address;
  }

  /** Named after the server and not after what stands in between, so that all readers of this file read the same mailbox. */
  function read(holder: string, options: Partial<ImapReaderOptions> = {}): ImapReader {
    const parts = readerParts({ ...holdfast.deps, logger });
    const common = { mailbox: 'the-mailbox', maxBytes: MAX_BYTES, keepDays: 30, marksSeen: true };
    const reader = new ImapReader(
      { address: addressAt(server.url()), ...common, holder, leaseMs: 3_000, pollMs: NO_POLL_MS, ...options },
      parts,
    );
    readers.push(reader);
    return reader;
  }

  const mails = () => holdfast.mongo.collection<{ _id: string } & ReceivedMail>('received_mails');
  const rawOf = async (id: string) => Buffer.from((await holdfast.deps.receivedMails.raw(id))!).toString();

  /** Waits for the mail with these words in it. */
  async function kept(words: string): Promise<{ readonly id: string; readonly raw: string }> {
    return waitFor(`the mail "${words}"`, async () => {
      for await (const { _id } of mails().find().sort({ _id: -1 })) {
        const raw = (await holdfast.deps.receivedMails.raw(_id)) === null ? '' : await rawOf(_id);
        if (raw.includes(words)) return { id: _id, raw };
      }
      return undefined;
    });
  }

  /** What somebody sees who looks into the mailbox with a mail program. */
  async function inMailbox<T>(look: (client: ImapFlow) => Promise<T>): Promise<T> {
    const { host, port, user, password } = addressAt(server.url());
    const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false });
    await client.connect();
    await client.mailboxOpen('INBOX');
    const found = await look(client);
    await client.logout();
    return found;
  }
  const flagsOfAll = () =>
    inMailbox(async (client) => {
      const flags: (readonly string[])[] = [];
      for await (const message of client.fetch('1:*', { flags: true })) flags.push([...message.flags!]);
      return flags;
    });

  it('returns unread mails, and then new ones at once; it marks them and deletes none', async () => {
    await server.deliver(letter({ subject: 'Read long ago' }));
    await inMailbox((client) => client.messageFlagsAdd('1', ['\\Seen']));
    await server.deliver(letter({ subject: 'Waiting' }));
    read('one');
    expect((await kept('Waiting')).raw).toContain('on Wi-Fi and on cable.');
    await server.deliver(letter({ subject: 'Coming in' }));
    const { id } = await kept('Coming in');
    expect(await mails().findOne({ _id: id })).toMatchObject({
      source: 'imap',
      recipients: [],
      state: 'kept',
    });
    expect(await mails().countDocuments()).toBe(2);
    await waitFor('the marks', async () =>
      (await flagsOfAll()).every((flags) => flags.includes('\\Seen')) ? true : undefined,
    );
    expect(await flagsOfAll()).toHaveLength(3);
  });

  it('resumes at its position, and does not store mails that arrived by another way', async () => {
    const raw = letter({ subject: 'Both ways' });
    const { mail } = await keep(holdfast, raw);
    await server.deliver(raw);
    await server.deliver(letter({ subject: 'After both ways' }));
    read('one', { marksSeen: false });
    await kept('After both ways');
    expect(await mails().countDocuments({ key: mail.key })).toBe(1);
    expect((await flagsOfAll()).at(-1)).not.toContain('\\Seen');
  });

  it('is read by one of two workers, and by the other when the first stops or dies', async () => {
    const [one, two] = [read('one'), read('two')];
    const reading = () => lines.filter(({ message }) => message === 'IMAP reader started').length;
    await waitFor('one to read', () => (reading() === 1 ? true : undefined));
    for (let i = 0; i < 10; i += 1) await server.deliver(letter({ subject: `To either ${i}.` }));
    for (let i = 0; i < 10; i += 1) await kept(`To either ${i}.`);
    expect(reading()).toBe(1);
    await Promise.all([one.close(), two.close()]);

    // Somebody who was killed holds it until the lease ends.
    const until = new Date(Date.now() + 2_000);
    await holdfast.mongo
      .collection('mailboxes')
      .updateMany({}, { $set: { holder: 'dead', heldUntil: until } });
    read('three');
    await server.deliver(letter({ subject: 'To the next' }));
    await kept('To the next');
    expect(Date.now()).toBeGreaterThanOrEqual(until.getTime());
  });

  it('is read in spite of a line that breaks in the middle of a message', async () => {
    const before = await mails().countDocuments();
    const proxy = await startCuttingProxy(server.imapPort);
    proxy.cutAfter(60_000);
    const text = Array.from({ length: 3_000 }, (_, i) => `Line ${i} of a long mail.`).join('\n');
    await server.deliver(letter({ subject: 'Long', text }));
    await server.deliver(letter({ subject: 'After the long one' }));
    read('one', { address: addressAt(server.url(proxy.port)) });
    await waitFor('two cuts', () => (proxy.cuts() >= 2 ? true : undefined));
    expect(await mails().countDocuments()).toBe(before);
    proxy.cutAfter(null);
    await kept('After the long one');
    expect((await kept('Line 0 of')).raw).toContain('Line 2999 of a long mail.');
    expect(await mails().countDocuments()).toBe(before + 2);
    const warnings = lines.filter(({ level }) => level === 'warn');
    expect(warnings.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(lines)).not.toMatch(/not-a-secret|@holdfast\.local/u);
    await proxy.close();
  });

  it('is not stopped by a message that is too large: it is noted, and the next one is read', async () => {
    const text = 'Much of the same.\n'.repeat(20_000);
    await server.deliver(letter({ subject: 'Too large', text }));
    await server.deliver(letter({ subject: 'After the large one' }));
    read('one');
    await kept('After the large one');
    const noted = await mails().find({ fault: 'too_large' }).toArray();
    expect(noted).toMatchObject([{ state: 'failed', outcome: null, source: 'imap' }]);
    expect(await holdfast.deps.receivedMails.raw(noted[0]!._id)).toBeNull();
  });

  it('is not stopped by a message over which the line breaks each time: it is noted, and the next one is read', async () => {
    await server.deliver(letter({ subject: 'Over which it breaks' }));
    const uid = await inMailbox(async (client) => {
      const { uidNext } = await client.status('INBOX', { uidNext: true });
      return uidNext! - 1;
    });
    await server.deliver(letter({ subject: 'After the one over which it breaks' }));
    const proxy = await startCuttingProxy(server.imapPort);
    proxy.cutWhenTold(new RegExp(`UID FETCH ${uid} .*BODY`, 'u'));
    read('one', { address: addressAt(server.url(proxy.port)), longestPauseMs: 20 });
    await kept('After the one over which it breaks');
    expect(proxy.cuts()).toBe(10);
    const noted = await mails().find({ fault: 'unreadable' }).toArray();
    expect(noted).toMatchObject([{ state: 'failed', outcome: null, source: 'imap' }]);
    expect(await holdfast.deps.receivedMails.raw(noted[0]!._id)).toBeNull();
    await proxy.close();
  });

  it('is read again when the server renumbers it, and nothing is stored twice', async () => {
    const [again, fresh] = [letter({ subject: 'Numbered anew' }), letter({ subject: 'And a new one' })];
    await server.deliver(again);
    const reader = read('one');
    await kept('Numbered anew');
    await reader.close();
    const before = await mails().countDocuments();
    await server.stop();
    await server.start();
    for (const raw of [again, letter({ subject: 'Waiting' }), fresh]) await server.deliver(raw);
    read('one');
    await kept('And a new one');
    expect(await mails().countDocuments()).toBe(before + 1);
  });

  it('is the one that is configured', async () => {
    const { inbound } = loadConfig({ INBOUND_IMAP_URL: server.url() });
    const opened = await openInbound({ ...holdfast.config, inbound }, { ...holdfast.deps, logger });
    await server.deliver(letter({ subject: 'As configured' }));
    await kept('As configured');
    await opened.close();
    expect(JSON.stringify(lines)).not.toMatch(/not-a-secret|@holdfast\.local/u);
  });

  it('is waited for while the server is away or refuses us, without a word of who we are', async () => {
    const address = addressAt(server.url());
    const refused = read('one', { address: { ...address, password: 'wrong-one' } });
    await waitFor('the refusal', () =>
      lines.find(({ reason }) => String(reason).includes('refused the account')),
    );
    await refused.close();
    await server.stop();
    read('one');
    await waitFor('two tries', () =>
      lines.filter(({ reason }) => String(reason).includes('ECONNREFUSED')).length >= 2 ? true : undefined,
    );
    await server.start();
    await server.deliver(letter({ subject: 'Back again' }));
    await kept('Back again');
    expect(JSON.stringify(lines)).not.toMatch(/not-a-secret|wrong-one|@holdfast\.local/u);
  });
});
