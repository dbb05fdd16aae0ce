import { readFile } from 'node:fs/promises';
import { SmtpListener } from '../adapters/inbound/smtp-listener.js';
import { keepMail } from '../app/inbound/keep-mail.js';
import type { AppDeps } from '../app/deps.js';
import { ConfigError, type Config } from '../config.js';
import type { TakeMail } from '../ports/received-mails.js';

interface Inbound {
  close(): Promise<void>;
}

/**
 * Lets mail come in by the ways that are configured.
 * @throws ConfigError for a port that cannot be had, and files that cannot be read.
 */
export async function openInbound(config: Config, deps: AppDeps): Promise<Inbound> {
  const take: TakeMail = async (mail) => (await keepMail(deps, mail)).mail;
  const listener = await listen(config, deps, take);
  return {
    close: async () => {
      await listener?.close();
    },
  };
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
    throw new ConfigError(`INBOUND_SMTP_PORT: cannot take mail at port ${port}: ${wordsOf(error)}`);
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
