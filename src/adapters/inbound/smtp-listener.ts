import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { DomainError } from '../../domain/errors.js';
import { isOurs } from '../../domain/inbound-mail/sender/our-addresses.js';
import type { Logger } from '../../ports/logger.js';
import type { TakeMail } from '../../ports/inbound-mail/received-mails.js';
import { answerWithin } from '../system/answer-within.js';

/** Maximum connections for this small process. Other clients wait, or retry. */
const MAX_CONNECTIONS = 20;
const MAX_MAILS_A_CONNECTION = 100;
const MAX_RECIPIENTS = 100;
/** Maximum number of the largest mails in memory. */
const LARGE_MAILS_AT_ONCE = 4;

/** RFC 5321 lets clients wait for minutes. A client that is silent for one minute is dead. */
const SILENCE_MS = 60_000;
/**
 * Maximum time of a connection.
 * A client that sends a byte now and then is not silent, but occupies a place.
 */
const CONNECTION_MS = 15 * 60_000;
/**
 * Clients wait ten minutes for the answer to a mail (RFC 5321 §4.5.3.2.6).
 * A hanging database is given up before.
 */
const KEEP_MS = 30_000;
/** Time for running transfers to end at shutdown. */
const DRAIN_MS = 3_000;

export interface SmtpListenerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Our name in the greeting. */
  readonly hostname: string;
  /** The accepted recipients, in the notation of {@link isOurs}. */
  readonly addresses: readonly string[];
  readonly maxBytes: number;
  /** With a certificate, clients can encrypt (STARTTLS). */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Shorter for tests. */
  readonly silenceMs?: number;
}

/** An answer that RFC 5321 knows, to be sent as it is. */
function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

/**
 * Accepts mails for our addresses over SMTP, without relaying or sign-in.
 * A mail gets 250 only once it is stored. While that is impossible, senders are asked to retry, which they do for
 * days.
 */
export class SmtpListener {
  private readonly server: SMTPServer;
  /** Bytes of mails in transfer. */
  private held = 0;

  private constructor(
    private readonly options: SmtpListenerOptions,
    private readonly take: TakeMail,
    private readonly logger: Logger,
  ) {
    this.server = new SMTPServer({
      name: options.hostname,
      banner: 'Holdfast',
      size: options.maxBytes,
      rejectOversized: true,
      disabledCommands: options.tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      ...options.tls,
      disableReverseLookup: true,
      logger: false,
      maxClients: MAX_CONNECTIONS,
      maxRecipients: MAX_RECIPIENTS,
      socketTimeout: options.silenceMs ?? SILENCE_MS,
      closeTimeout: DRAIN_MS,
      onConnect: (session, done) => {
        this.endInTime(session);
        done();
      },
      onMailFrom: (_sender, session, done) => {
        const isTooMany = session.transaction > MAX_MAILS_A_CONNECTION;
        done(isTooMany ? refusal(421, 'Too many mails over one connection, please reconnect') : null);
      },
      onRcptTo: ({ address }, _session, done) => {
        done(isOurs(options.addresses, address) ? null : refusal(550, 'No such address here'));
      },
      onData: (stream, session, done) => {
        void this.answer(stream, session).then((words) => done(null, words), done);
      },
    });
    // A client that disconnects within a command is its own error, and must not stop the server.
    this.server.on('error', (error) => logger.debug({ reason: error.message }, 'SMTP connection failed'));
  }

  /** Resolves when it listens. @throws the fault of the socket, such as EADDRINUSE. */
  static async start(options: SmtpListenerOptions, take: TakeMail, logger: Logger): Promise<SmtpListener> {
    const listener = new SmtpListener(options, take, logger);
    const { server } = listener.server;
    listener.server.listen(options.port, options.host);
    await once(server, 'listening');
    logger.info({ host: options.host, port: listener.port }, 'SMTP listener started');
    return listener;
  }

  get port(): number {
    const address = this.server.server.address();
    return typeof address === 'object' && address !== null ? address.port : this.options.port;
  }

  /** Accepts no more connections, and waits a little for running transfers. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Returns the answer to a mail. @throws the refusal. */
  private async answer(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const { raw, release } = await this.read(stream);
    try {
      // Answered by the server itself.
      if (stream.sizeExceeded) return '';
      if (raw === null) throw refusal(452, 'Too much mail at the moment, try again later');
      const { mailFrom, rcptTo } = session.envelope;
      const recipients = rcptTo.map(({ address }) => address);
      const whole = withReturnPath(mailFrom === false ? '' : mailFrom.address, raw);
      const { id } = await answerWithin(
        KEEP_MS,
        this.take({ source: 'smtp', recipients, raw: whole }),
        () => new DomainError('unavailable', `Not stored within ${KEEP_MS} ms.`),
      );
      return `Stored as ${id}`;
    } catch (error) {
      throw this.refusalOf(error);
    } finally {
      release();
    }
  }

  /**
   * Returns the whole mail; null if it is too large, or there is no memory for it.
   * It is read to its end in any case.
   */
  private async read(
    stream: SMTPServerDataStream,
  ): Promise<{ readonly raw: Uint8Array | null; readonly release: () => void }> {
    const room = LARGE_MAILS_AT_ONCE * this.options.maxBytes;
    const parts: Buffer[] = [];
    let bytes = 0;
    let isDropped = false;
    const release = () => {
      this.held -= bytes;
      bytes = parts.length = 0;
    };
    try {
      for await (const part of stream as AsyncIterable<Buffer>) {
        if (isDropped) continue;
        parts.push(part);
        bytes += part.length;
        this.held += part.length;
        isDropped = stream.sizeExceeded || this.held > room;
        if (isDropped) release();
      }
    } catch (error) {
      release();
      throw error;
    }
    return { raw: isDropped ? null : Buffer.concat(parts), release };
  }

  private refusalOf(error: unknown): Error {
    if (error instanceof Error && 'responseCode' in error) return error;
    const isPassing = error instanceof DomainError && error.code === 'unavailable';
    this.logger[isPassing ? 'warn' : 'error']({ err: error }, 'mail not stored; the sending server retries');
    return refusal(451, 'Cannot store mail at the moment, try again later');
  }

  private endInTime({ id }: SMTPServerSession): void {
    setTimeout(() => {
      for (const connection of this.server.connections) if (connection.id === id) connection.close();
    }, CONNECTION_MS).unref();
  }
}

/** The final delivery records the envelope's sender (RFC 5321 §4.4): automatic mail has an empty one. */
function withReturnPath(sender: string, raw: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`Return-Path: <${sender}>\r\n`), raw]);
}
