/** What is read out of a mail. */
export interface ParsedMail {
  /** The address of the sender, in lower case; null where there is none. */
  readonly from: string | null;
  readonly subject: string;
  readonly text: string;
  /** True for what a machine has sent by itself (RFC 3834). */
  readonly isAutomatic: boolean;
}

/** Takes mails apart. */
export interface MailParser {
  /** @throws DomainError `invalid_input` for what is no mail at all. */
  parse(raw: Uint8Array): Promise<ParsedMail>;
}
