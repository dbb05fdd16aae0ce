/** The read position of a mailbox. */
export interface MailboxPlace {
  /** The server's name for the numbering; after a change, message numbers mean nothing. */
  readonly uidValidity: string;
  /** The highest number up to which all messages have had their turn. */
  readonly lastUid: number;
}

/** The stored state of a mailbox. */
export interface MailboxRecord {
  /** The time of the first run: mails read by a person before are skipped. */
  readonly since: Date;
  /** Null before the first message. */
  readonly place: MailboxPlace | null;
}

/** The lease and position of each mailbox: one of many workers reads it at a time. */
export interface MailboxLeases {
  /**
   * Takes the mailbox for `holder` until `until`, or holds it for longer. Null while it is in another's hands.
   */
  hold(mailbox: string, holder: string, now: Date, until: Date): Promise<MailboxRecord | null>;
  /** Notes how far the mailbox has been read. False when it is in another's hands by now, or has been read further. */
  note(mailbox: string, holder: string, place: MailboxPlace): Promise<boolean>;
  /** Lets go of the mailbox, so that another need not wait. */
  release(mailbox: string, holder: string): Promise<void>;
}
