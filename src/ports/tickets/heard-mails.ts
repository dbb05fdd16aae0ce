/** The common properties of all copies of a mail. Some programs reuse them for many mails. */
export interface MailName {
  readonly messageId: string;
  readonly authorId: string;
}

/**
 * A mail that causes a change of a ticket.
 * Two copies that are processed at the same moment do not find each other, so the second write must fail and check
 * again.
 */
export interface HeardMail extends MailName {
  /** The number of processed mails with this name before the search for another copy. */
  readonly count: number;
  readonly at: Date;
}
