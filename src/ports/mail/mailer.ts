/** A file attached to a mail. */
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
  /** The Message-ID of the thread; absent for a mail without one. */
  readonly threadId?: string;
  /** Message-IDs of the recipient's own mails that it answers, the oldest first; absent for none. */
  readonly answered?: readonly string[];
  /** True for an automatic answer to a mail. */
  readonly answersMail?: boolean;
  /** The reply address, if it is not the sender. */
  readonly replyTo?: string;
  /** The unsubscribe link; null for mails that cannot be switched off. */
  readonly switchOff: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Absent for none. */
  readonly attachments?: readonly MailFile[];
  /** The number of linked files. Absent for none. */
  readonly linkedFiles?: number;
}

/** Hands mail to a server. */
export interface Mailer {
  /**
   * Runs the work, which sends one mail, once there is room.
   * Claim a mail inside: a claim that starts before the wait could expire before the mail is sent.
   * @throws what the work throws, and DomainError `unavailable` without room within seconds.
   */
  withPermit<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves with the server's answer once it has accepted the mail.
   * Aborts with the signal, after which the server may still have accepted it, as after every `unavailable`.
   * @throws DomainError `unavailable` for a temporary fault (no connection, 4xx), `delivery_rejected` for a permanent
   *   one (5xx), `address_refused` if the recipient's address is invalid.
   */
  send(mail: Mail, signal?: AbortSignal): Promise<string>;
}
