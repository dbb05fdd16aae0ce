import type { InboundRules } from '../../domain/inbound-mail/inbound-rules.js';
import type { MailParser } from '../../ports/inbound-mail/mail-parser.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of incoming mail. */
export interface InboundMailDeps extends Pick<
  Repositories,
  'receivedMails' | 'mailboxes' | 'senderLog' | 'formSubmissions'
> {
  readonly mailParser: MailParser;
  /** The rules for incoming mail. */
  readonly inbound: InboundRules;
  /** Days that received mails are stored. */
  readonly mailKeepDays: number;
}
