import type { SafeHtml } from './html.js';

/** What a mail to staff says, below its greeting. */
export interface StaffMailContent {
  readonly subject: string;
  readonly html: SafeHtml;
  readonly text: string;
}

/** How mails call tickets, and where they are. */
export interface TicketNames {
  /** The number, with the title of a ticket that is still there. */
  nameOf(number: string): string;
  urlOf(number: string): string;
}
