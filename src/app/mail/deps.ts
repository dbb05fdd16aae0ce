import type { Mailer } from '../../ports/mail/mailer.js';
import type { TemplatesInUse } from '../../ports/mail/mail-templates.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of outgoing mail. */
export interface MailDeps extends Pick<Repositories, 'deliveries'> {
  readonly mailer: Mailer;
  /** The words of administrators in mails. */
  readonly templates: TemplatesInUse;
  /** Days that the buttons of an assignment mail work. */
  readonly actionLinkDays: number;
  /** Files of a public answer go with the mail about it up to this size together; 0 for links only. */
  readonly mailedFileBytes: number;
  /** Days that the link to a file in a mail works. */
  readonly fileLinkDays: number;
}
