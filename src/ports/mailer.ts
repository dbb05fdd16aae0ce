/** A mail, rendered. Addresses are plain; header injection is the adapter's to prevent. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Hands mail to a server. */
export interface Mailer {
  /**
   * Resolves with the server's answer once it has taken the mail.
   * @throws DomainError `unavailable` for a fault that may pass (no connection, 4xx), `delivery_rejected` for one that
   *   will not (5xx).
   */
  send(mail: Mail): Promise<string>;
}
