/** The read position of a mailbox. */
export interface MailboxPlace {
  /** The server's name for the numbering; after a change, message numbers mean nothing. */
  readonly uidValidity: string;
  /** The highest number up to which all messages are processed. */
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
   * Acquires or extends the lease of `holder` on the mailbox, until `until`.
   * Null while another holder has it.
   */
  hold(mailbox: string, holder: string, now: Date, until: Date): Promise<MailboxRecord | null>;
  /**
   * Saves the read position of the mailbox.
   * False if another holder has the lease, or the saved position is later.
   */
  note(mailbox: string, holder: string, place: MailboxPlace): Promise<boolean>;
  /** Lets go of the mailbox, so that another need not wait. */
  release(mailbox: string, holder: string): Promise<void>;
}
