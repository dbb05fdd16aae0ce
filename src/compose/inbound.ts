import { readFile } from 'node:fs/promises';
import { ImapReader } from '../adapters/inbound/imap-reader.js';
import { SmtpListener } from '../adapters/inbound/smtp-listener.js';
import { keepMail } from '../app/inbound-mail/kept/keep-mail.js';
import { noteUnkept } from '../app/inbound-mail/kept/note-unkept.js';
import type { AppDeps } from '../app/deps.js';
import { ConfigError, type Config } from '../config/config.js';
import type { NoteUnkept, TakeMail } from '../ports/inbound-mail/received-mails.js';

interface Inbound {
  close(): Promise<void>;
}

/**
 * Lets mail come in by the ways that are configured.
 * @throws ConfigError for a port that cannot be had, and files that cannot be read.
 */
export async function openInbound(config: Config, deps: AppDeps): Promise<Inbound> {
  const listener = await listen(config, deps, takerOf(deps));
  const reader = readerOf(config, deps);
  return {
    close: async () => {
      await Promise.all([listener?.close(), reader?.close()]);
    },
  };
}

function takerOf(deps: AppDeps): TakeMail {
  return async (mail) => (await keepMail(deps, mail)).mail;
}

/** Dependencies of a mailbox reader. */
export function readerParts(deps: AppDeps) {
  const { mailboxes: leases, clock, logger } = deps;
  const note: NoteUnkept = (mail) => noteUnkept(deps, mail);
  return { leases, take: takerOf(deps), noteUnkept: note, clock, logger };
}

function readerOf({ inbound }: Config, deps: AppDeps): ImapReader | null {
  const { imap, maxBytes, keepDays } = inbound;
  if (imap === undefined) return null;
  const { host, port, user, mailbox } = imap.address;
  const options = {
    ...imap,
    maxBytes,
    keepDays,
    holder: deps.newId(),
    mailbox: `${host}:${port}/${user}/${mailbox}`,
  };
  return new ImapReader(options, readerParts(deps));
}

async function listen(
  { http, inbound }: Config,
  { logger }: AppDeps,
  take: TakeMail,
): Promise<SmtpListener | null> {
  const { smtp, addresses, maxBytes } = inbound;
  if (smtp === undefined) return null;
  const { port, tlsFiles } = smtp;
  const tls = tlsFiles === undefined ? undefined : await readTls(tlsFiles);
  const hostname = new URL(http.publicUrl).hostname;
  try {
    return await SmtpListener.start(
      { host: http.host, port, hostname, addresses, maxBytes, tls },
      take,
      logger,
    );
  } catch (error) {
    throw new ConfigError(`INBOUND_SMTP_PORT: cannot listen at port ${port}: ${wordsOf(error)}`);
  }
}

async function readTls(files: { readonly cert: string; readonly key: string }) {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')]);
    return { cert, key };
  } catch (error) {
    throw new ConfigError(`INBOUND_SMTP_CERT_FILE, INBOUND_SMTP_KEY_FILE: ${wordsOf(error)}`);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
