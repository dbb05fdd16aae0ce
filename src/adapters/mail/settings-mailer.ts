import type { DeskSettings } from '../../domain/desk/settings.js';
import { DomainError } from '../../domain/errors.js';
import type { Settings } from '../../ports/desk/settings.js';
import type { Mail, Mailer } from '../../ports/mail/mailer.js';
import { MailPermits } from './mail-permits.js';
import { SmtpMailer } from './smtp-mailer.js';

type Used = Pick<DeskSettings, 'smtpUrl' | 'smtpRequiresTls' | 'sender'>;

/** A mailer for some settings, and the mails that it is sending. */
interface Line {
  readonly key: string;
  readonly mailer: SmtpMailer;
  sending: number;
}

/**
 * Mail by the settings in use.
 * After a change, new mails go to the new server. Mails on their way to the old one are finished first.
 */
export class SettingsMailer implements Mailer {
  private readonly permits: MailPermits;
  private line: Line | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly maxConnections: number,
  ) {
    this.permits = new MailPermits(maxConnections);
  }

  withPermit<T>(work: () => Promise<T>): Promise<T> {
    return this.permits.withPermit(work);
  }

  async send(mail: Mail, signal?: AbortSignal): Promise<string> {
    const settings = await this.settings.current();
    return this.with(settings, (mailer) => mailer.send(mail, signal));
  }

  /** Resolves when the server has greeted us and, with an account, accepted the sign-in. */
  async verify(): Promise<void> {
    const settings = await this.settings.current();
    await this.with(settings, (mailer) => mailer.verify());
  }

  close(): void {
    this.line?.mailer.close();
    this.line = null;
  }

  /** @throws DomainError `unavailable` without a server, so that mails wait for the settings. */
  private async with<T>(settings: DeskSettings, use: (mailer: SmtpMailer) => Promise<T>): Promise<T> {
    const line = this.lineFor(settings);
    line.sending += 1;
    try {
      return await use(line.mailer);
    } finally {
      line.sending -= 1;
      if (line !== this.line && line.sending === 0) line.mailer.close();
    }
  }

  private lineFor(settings: DeskSettings): Line {
    const { smtpUrl: url, smtpRequiresTls: requiresTls, sender } = settings;
    if (url === null) throw new DomainError('unavailable', serverFault(settings));
    const key = JSON.stringify([url, requiresTls, sender] satisfies Used[keyof Used][]);
    if (this.line?.key === key) return this.line;
    const former = this.line;
    const { maxConnections } = this;
    const mailer = new SmtpMailer({ url, from: sender, requiresTls, maxConnections });
    this.line = { key, mailer, sending: 0 };
    if (former?.sending === 0) former.mailer.close();
    return this.line;
  }
}

/** Says why there is no mail server, and what to do. */
function serverFault({ unreadable }: Pick<DeskSettings, 'unreadable'>): string {
  return unreadable.includes('smtpUrl')
    ? 'The stored SMTP URL cannot be read, because JWT_SECRET has changed. Store it again.'
    : 'No mail server is set. Set SMTP_URL, or smtp_url in the settings.';
}
