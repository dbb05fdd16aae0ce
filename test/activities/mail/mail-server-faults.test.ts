import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { OpenMailbox } from '../../../src/adapters/inbound/mailbox.js';
import { SmtpMailer } from '../../../src/adapters/mail/smtp-mailer.js';
import { startImapServerWithoutTls } from '../../support/servers/imap-without-tls.js';
import { startSmtpSink, type SmtpSink } from '../../support/servers/smtp-sink.js';

const MAIL = {
  to: { name: 'Alice', address: 'alice@desk.example' },
  messageId: '<1@desk.example>',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  language: 'en',
  switchOff: null,
} as const;

/** Runs a server of its own for as long as `use` takes. */
async function withServer(
  options: SMTPServerOptions,
  use: (address: string) => Promise<void>,
): Promise<void> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    logger: false,
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  try {
    await use(`127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

describe('a mail is retried', () => {
  it.each<[string, SMTPServerOptions]>([
    ['if the server accepts no mail for now', { onConnect: (_session, callback) => callback(refusal(554)) }],
    [
      'if the server requires a sign-in',
      { onMailFrom: (_address, _session, callback) => callback(refusal(530)) },
    ],
    ['if the sign-in fails', { onMailFrom: (_address, _session, callback) => callback(refusal(535)) }],
  ])('%s', async (_what, options) => {
    await withServer(options, async (address) => {
      const mailer = new SmtpMailer({
        url: `smtp://${address}`,
        from: { name: '', address: 'desk@desk.example' },
        requiresTls: false,
        maxConnections: 20,
      });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'unavailable' });
      mailer.close();
    });
  });

  it('but not after a permanent rejection of this mail', async () => {
    const onMailFrom: SMTPServerOptions['onMailFrom'] = (_address, _session, callback) =>
      callback(refusal(552));
    await withServer({ onMailFrom }, async (address) => {
      const mailer = new SmtpMailer({
        url: `smtp://${address}`,
        from: { name: '', address: 'desk@desk.example' },
        requiresTls: false,
        maxConnections: 20,
      });
      await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'delivery_rejected' });
      mailer.close();
    });
  });
});

it('a mail that finds all connections in use is retried later, and leaves the queue', async () => {
  const mailer = new SmtpMailer({
    url: 'smtp://127.0.0.1:1',
    from: { name: '', address: 'desk@desk.example' },
    requiresTls: false,
    maxConnections: 20,
  });
  const ends: (() => void)[] = [];
  const busy = Array.from({ length: 20 }, () =>
    mailer.withPermit(() => new Promise<void>((end) => void ends.push(end))),
  );
  expect(ends).toHaveLength(20);
  let began = false;
  const late = mailer.withPermit(() => {
    began = true;
    return Promise.resolve();
  });
  await expect(late).rejects.toMatchObject({ code: 'unavailable' });
  for (const end of ends) end();
  await Promise.all(busy);
  expect(began).toBe(false);
  await expect(mailer.withPermit(() => Promise.resolve('sent'))).resolves.toBe('sent');
  mailer.close();
});

describe('with TLS required', () => {
  let sink: SmtpSink;
  const mailers: SmtpMailer[] = [];
  beforeAll(async () => {
    sink = await startSmtpSink();
  });
  afterAll(() => sink.close());
  afterEach(() => {
    for (const mailer of mailers.splice(0)) mailer.close();
  });

  function mailerTo(url: string, requiresTls: boolean): SmtpMailer {
    const mailer = new SmtpMailer({
      url,
      from: { name: '', address: 'desk@desk.example' },
      requiresTls,
      maxConnections: 20,
    });
    mailers.push(mailer);
    return mailer;
  }

  it('no mail goes to a server that offers no STARTTLS; it waits', async () => {
    await expect(mailerTo(sink.url, true).send(MAIL)).rejects.toMatchObject({ code: 'unavailable' });
    expect([sink.mails, sink.asked]).toEqual([[], []]);
    await mailerTo(sink.url, false).send(MAIL);
    expect(await sink.received(1)).toHaveLength(1);
  });

  it('no password goes to a server that offers no STARTTLS', async () => {
    const heard: string[] = [];
    const onAuth: SMTPServerOptions['onAuth'] = ({ password }, _session, callback) => {
      heard.push(password ?? '');
      callback(null, { user: 'desk' });
    };
    await withServer({ allowInsecureAuth: true, onAuth }, async (address) => {
      const url = `smtp://desk:s3cret@${address}`;
      await expect(mailerTo(url, true).verify()).rejects.toThrow();
      expect(heard).toEqual([]);
      await mailerTo(url, false).verify();
      expect(heard).toEqual(['s3cret']);
    });
  });

  it('no mailbox is read at a server that offers no STARTTLS, and it gets no password', async () => {
    const server = await startImapServerWithoutTls();
    const mailbox = {
      host: '127.0.0.1',
      port: server.port,
      isSecure: false,
      user: 'desk',
      password: 's3cret',
    };
    const open = (requiresTls: boolean) => OpenMailbox.open({ ...mailbox, mailbox: 'INBOX', requiresTls });
    await expect(open(true)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.heard.join('\n')).not.toMatch(/s3cret|LOGIN|AUTHENTICATE/u);
    await expect(open(false)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.heard.join('\n')).toMatch(/LOGIN|AUTHENTICATE/u);
    await server.close();
  });
});
