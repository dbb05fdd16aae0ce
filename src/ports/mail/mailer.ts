/** A file that goes with a mail. */
export interface MailFile {
  readonly name: string;
  /** As its sender calls it: whether that is a media type is for the adapter to check. */
  readonly type: string;
  readonly content: Uint8Array;
}

/** A mail, rendered. Addresses are plain; header injection is the adapter's to prevent. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly messageId: string;
  /** ISO 639-1. */
  readonly language: string;
  /** The Message-ID that all mails about the same thing name as the one they go back to; absent for a mail of its own. */
  readonly threadId?: string;
  /** Message-IDs of the recipient's own mails that it answers, the oldest first; absent for none. */
  readonly answered?: readonly string[];
  /** True for what Holdfast says by itself to whoever has just written a mail. */
  readonly answersMail?: boolean;
  /** Where answers go, if not to the sender. */
  readonly replyTo?: string;
  /** Where the recipient switches off mails like this one; null for mails that nobody can do without. */
  readonly switchOff: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Absent for none. */
  readonly attachments?: readonly MailFile[];
  /** How many files its text links to. Absent for none. */
  readonly linkedFiles?: number;
}

/** Hands mail to a server. */
export interface Mailer {
  /**
   * Does the work, which sends one mail, as soon as there is room for that. Whoever claims a mail does so in here: a claim
   * that is held while waiting would be over before its mail is.
   * @throws what the work throws, and DomainError `unavailable` when there is no room within seconds.
   */
  withPermit<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves with the server's answer once it has taken the mail. Breaks off when the signal aborts; the server may have
   * taken it all the same, as after every `unavailable`.
   * @throws DomainError `unavailable` for a fault that may pass (no connection, 4xx), `delivery_rejected` for one that
   *   will not (5xx), `address_refused` where it is the recipient's address that is no good.
   */
  send(mail: Mail, signal?: AbortSignal): Promise<string>;
}
