import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DevError } from '../dev-error.js';
import { waitUntil } from '../wait.js';
import { accepts } from './reachable.js';
import { startServerProcess, type RunningServer } from './server.js';

/** Maximum number of kept mails. The inbox reads all of them at its start and holds them in memory. */
const KEPT_MAILS = 1_000;

export interface InboxOptions {
  readonly smtpPort: number;
  readonly webPort: number;
  readonly dataDir: string;
  /** Gives up the start. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunningInbox extends RunningServer {
  readonly smtpUrl: string;
  readonly webUrl: string;
}

/**
 * Starts an SMTP server that delivers nothing and shows all mails on a page.
 * Mails are kept between runs.
 */
export async function startInbox(options: InboxOptions): Promise<RunningInbox> {
  const { smtpPort, webPort, dataDir } = options;
  const mailDir = join(dataDir, 'mail');
  mkdirSync(mailDir, { recursive: true });
  forgetOldMails(mailDir);
  const server = await startServerProcess({
    name: 'inbox',
    command: process.execPath,
    args: [
      ...[maildevScript(), '--ip', '127.0.0.1', '--smtp', String(smtpPort), '--web', String(webPort)],
      ...['--mail-directory', mailDir],
    ],
    dataDir,
    signal: options.signal,
    ready: async (gone) => {
      for (const port of [smtpPort, webPort]) {
        const listens = (): Promise<boolean> => accepts({ host: '127.0.0.1', port });
        await waitUntil(listens, {
          what: `the inbox to listen on port ${port}`,
          timeoutMs: 30_000,
          failed: gone,
        });
      }
    },
  });
  return { ...server, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, webUrl: `http://127.0.0.1:${webPort}` };
}

function maildevScript(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('maildev/package.json')), 'bin', 'maildev');
  } catch {
    throw new DevError(
      'maildev (the mail inbox) is not installed: run `npm ci`, or set SMTP_URL to a mail server.',
    );
  }
}

function forgetOldMails(mailDir: string): void {
  const mails = readdirSync(mailDir)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => ({ id: file.slice(0, -'.eml'.length), time: statSync(join(mailDir, file)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { id } of mails.slice(KEPT_MAILS)) {
    rmSync(join(mailDir, `${id}.eml`), { force: true });
    rmSync(join(mailDir, id), { force: true, recursive: true }); // its attachments
  }
}
