/** How far a mailbox has been read. */
export interface MailboxPlace {
  /** What the server calls the numbering of the messages; when it changes, their numbers say nothing any more. */
  readonly uidValidity: string;
  /** The highest number up to which all messages have had their turn. */
  readonly lastUid: number;
}

/** What is known of a mailbox that mail is fetched from. */
export interface MailboxRecord {
  /** When it was first looked into: what had been read by a person before stays as it is. */
  readonly since: Date;
  /** Null before the first message. */
  readonly place: MailboxPlace | null;
}

/** Who reads a mailbox, and how far: of many workers one at a time does. */
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
