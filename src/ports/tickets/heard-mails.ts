/** What the copies of one mail have in common. Careless programs give it to many mails. */
export interface MailName {
  readonly messageId: string;
  readonly authorId: string;
}

/**
 * A mail that a change of a ticket is made of. Two copies that are read at the same moment find nothing of each other, so
 * that the second to be written has to look once more.
 */
export interface HeardMail extends MailName {
  /** How many of that name were heard before it was looked for another copy. */
  readonly count: number;
  readonly at: Date;
}
