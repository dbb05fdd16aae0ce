import { ImapFlow, type FetchMessageObject } from 'imapflow';
import { DomainError } from '../../domain/errors.js';

const CONNECT_MS = 20_000;
const GREETING_MS = 10_000;
/** Maximum silence of a connection before it counts as dead. A waiting reader polls now and then. */
const SILENCE_MS = 120_000;

/** An account on an IMAP server, and which of its mailboxes is read. */
export interface MailboxAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. Otherwise STARTTLS is used if the server supports it. */
  readonly isSecure: boolean;
  /** True signs in only over TLS: a server without STARTTLS is refused. */
  readonly requiresTls: boolean;
  readonly user: string;
  readonly password: string;
  readonly mailbox: string;
}

/** A message as the server lists it. */
export interface ListedMessage {
  readonly uid: number;
  /** The size that the server reports, which some servers count wrongly. */
  readonly sizeBytes: number;
  readonly isSeen: boolean;
  readonly arrivedAt: Date;
}

/** An open mailbox. Every method rejects once the connection is closed. */
export class OpenMailbox {
  /** The server has announced a message since the last list. */
  private hasNews = false;

  private constructor(
    private readonly client: ImapFlow,
    readonly uidValidity: string,
  ) {
    client.on('exists', () => (this.hasNews = true));
  }

  /**
   * Connects and opens the mailbox.
   * @throws DomainError `unavailable` with why, without account or password.
   */
  static async open(address: MailboxAddress): Promise<OpenMailbox> {
    const { host, port, isSecure, requiresTls, user, password, mailbox } = address;
    const client = new ImapFlow({
      host,
      port,
      secure: isSecure,
      // The library accepts this option for connections without implicit TLS only.
      ...(requiresTls && !isSecure ? { doSTARTTLS: true } : {}),
      auth: { user, pass: password },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: GREETING_MS,
      socketTimeout: SILENCE_MS,
    });
    // The waiting call reports it too.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen(mailbox);
      return new OpenMailbox(client, String(uidValidity));
    } catch (error) {
      client.close();
      throw unavailable(error);
    }
  }

  /** The messages above a number, lowest first. */
  async listAbove(uid: number): Promise<readonly ListedMessage[]> {
    this.hasNews = false;
    const found: ListedMessage[] = [];
    const query = { uid: true, size: true, flags: true, internalDate: true };
    try {
      for await (const message of this.client.fetch(`${uid + 1}:*`, query, { uid: true })) {
        // `*` is the last message, even if none is above.
        if (message.uid > uid) found.push(toListed(message));
      }
    } catch (error) {
      throw unavailable(error);
    }
    return found.sort((a, b) => a.uid - b.uid);
  }

  /** Returns the first `maxBytes` of a message, without marking it as seen; null if it was deleted. */
  async fetch(uid: number, maxBytes: number): Promise<Uint8Array | null> {
    try {
      const query = { uid: true, source: { maxLength: maxBytes } };
      const message = await this.client.fetchOne(String(uid), query, { uid: true });
      return message === false ? null : (message.source ?? null);
    } catch (error) {
      throw unavailable(error);
    }
  }

  async markSeen(uid: number): Promise<void> {
    try {
      await this.client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Resolves when the server announces news, the connection is lost, or the time is over. */
  async untilNews(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.client.off('exists', done).off('close', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.client.on('exists', done).on('close', done);
      signal.addEventListener('abort', done);
      if (signal.aborted || this.hasNews || !this.client.usable) done();
      // The next command ends IDLE. A server without it is polled by the timer.
      else this.client.idle().catch(() => undefined);
    });
  }

  /** Logs out. Closes the connection in any case. */
  async close(): Promise<void> {
    await this.client.logout().catch(() => undefined);
    this.client.close();
  }

  /** Closes the connection: running calls fail. */
  cut(): void {
    this.client.close();
  }
}

function toListed({ uid, size, flags, internalDate }: FetchMessageObject): ListedMessage {
  return {
    uid,
    sizeBytes: size ?? 0,
    isSeen: flags?.has('\\Seen') === true,
    arrivedAt: new Date(internalDate ?? 0),
  };
}

/** The library's errors contain commands with passwords, so only one word of them is passed on. */
function unavailable(error: unknown): DomainError {
  const { message, code, authenticationFailed } = error as {
    readonly message?: string;
    readonly code?: string;
    readonly authenticationFailed?: boolean;
  };
  const reason =
    authenticationFailed === true ? 'it refused the account' : (code ?? message ?? 'no reason given');
  return new DomainError('unavailable', `Reading from the IMAP server failed: ${reason}.`);
}
