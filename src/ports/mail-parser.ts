import type { ParsedMail } from '../domain/inbound/parsed-mail.js';

/** Reads mail as it comes over the wire, however badly it is written. */
export interface MailParser {
  /** @throws DomainError `invalid_input` for what is no mail at all. */
  parse(raw: Uint8Array): Promise<ParsedMail>;
}
