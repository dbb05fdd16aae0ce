import type { Mailer } from '../../ports/mail/mailer.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of outgoing mail. */
export interface MailDeps extends Pick<Repositories, 'deliveries'> {
  readonly mailer: Mailer;
  /** For so many days after an assignment the buttons in the mail about it work. */
  readonly actionLinkDays: number;
  /** Files of a public answer go with the mail about it up to this size together; 0 for links only. */
  readonly mailedFileBytes: number;
  /** How many days the link to a file in a mail works. */
  readonly fileLinkDays: number;
}
