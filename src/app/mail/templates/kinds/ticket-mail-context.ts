import type { TicketDelivery } from '../../../../domain/mail/delivery.js';
import type { Comment, Ticket } from '../../../../domain/tickets/ticket.js';
import type { User } from '../../../../domain/accounts/user.js';
import type { MailFile } from '../../../../ports/mail/mailer.js';
import type { MailedSecrets } from '../../../../ports/accounts/security.js';
import type { ListedFile } from '../file-blocks.js';
import type { Phrases } from '../phrases.js';

/** One part of a batched mail. */
export interface CarriedMail {
  readonly delivery: TicketDelivery;
  /** The public comment, if the mail is about one. */
  readonly comment: Comment | null;
  /** The files of the comment. Absent for none. */
  readonly files?: readonly ListedFile[];
}

/** The data of a mail about a ticket. */
export interface TicketMailContext {
  readonly delivery: TicketDelivery;
  /** The recipient's ticket, which may differ from the one with the comment. */
  readonly ticket: Ticket;
  /** The public comment, if the mail is about one. */
  readonly comment: Comment | null;
  /** The files of the comment that the recipient may have. Absent for none. */
  readonly files?: readonly ListedFile[];
  /** The attached files. Absent for none. */
  readonly attached?: readonly MailFile[];
  /** The parts of a batched mail. */
  readonly carried?: readonly CarriedMail[];
  /** Message-IDs of the recipient's own mails on the ticket, the oldest first. Absent for none. */
  readonly answered?: readonly string[];
  readonly recipient: User;
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
  /** The generation of the recipient's mailed secrets on the ticket that is good. Absent for the first. */
  readonly generation?: number;
  /** Generation of the recipient's unsubscribe links. Absent for the first. */
  readonly switchGeneration?: number;
  /** The reply address of the recipient; null without one. */
  readonly replyTo: string | null;
  readonly phrases: Phrases;
}
