import type { TicketDelivery } from '../../../../domain/mail/delivery.js';
import type { Comment, Ticket } from '../../../../domain/tickets/ticket.js';
import type { User } from '../../../../domain/accounts/user.js';
import type { MailFile } from '../../../../ports/mail/mailer.js';
import type { MailedSecrets } from '../../../../ports/accounts/security.js';
import type { ListedFile } from '../file-blocks.js';
import type { Phrases } from '../phrases.js';

/** One of the mails that another tells of. */
export interface CarriedMail {
  readonly delivery: TicketDelivery;
  /** What was said in public, where it is about that. */
  readonly comment: Comment | null;
  /** What came with that. Absent for none. */
  readonly files?: readonly ListedFile[];
}

/** What a mail about a ticket is made of. */
export interface TicketMailContext {
  readonly delivery: TicketDelivery;
  /** The recipient's: not always the one on which something was said. */
  readonly ticket: Ticket;
  /** What was said in public, where the delivery is about that. */
  readonly comment: Comment | null;
  /** What came with that, where its reader may have it. Absent for none. */
  readonly files?: readonly ListedFile[];
  /** Those of them that go with the mail. Absent for none. */
  readonly attached?: readonly MailFile[];
  /** What it tells of, where it is one that gathers others. */
  readonly carried?: readonly CarriedMail[];
  /** Message-IDs of the recipient's own mails on the ticket, the oldest first. Absent for none. */
  readonly answered?: readonly string[];
  readonly recipient: User;
  /** What their language calls the category of the ticket. */
  readonly categoryLabel: string;
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
  /** The generation of the recipient's mailed secrets on the ticket that is good. Absent for the first. */
  readonly generation?: number;
  /** That of the recipient's links to switch off mails. Absent for the first. */
  readonly switchGeneration?: number;
  /** Where the recipient can answer to; null where answers are not read. */
  readonly replyTo: string | null;
  readonly phrases: Phrases;
}
