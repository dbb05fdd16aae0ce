import type { InboundRules } from '../../domain/inbound-mail/inbound-rules.js';
import type { MailParser } from '../../ports/inbound-mail/mail-parser.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of incoming mail. */
export interface InboundMailDeps extends Pick<Repositories, 'receivedMails' | 'mailboxes' | 'senderLog'> {
  readonly mailParser: MailParser;
  /** What is made of mail that comes in. */
  readonly inbound: InboundRules;
  /** For so many days mails that came in are kept as they came. */
  readonly mailKeepDays: number;
}
