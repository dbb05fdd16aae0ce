import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import type { ParseEffort } from '../../domain/inbound-mail/parse-tries.js';

export interface ParseOptions {
  /** Default: `quick`. One `thorough` parse is done at a time. */
  readonly effort?: ParseEffort;
  /** Ends the parse at once. */
  readonly signal?: AbortSignal;
}

/** Reads mail as it comes over the wire, however badly it is written. */
export interface MailParser {
  /**
   * @throws DomainError `invalid_input` for what is no mail at all; `parse_timed_out` and `parse_crashed` for a mail that
   *   takes more than it may; `unavailable` when no parse can be done now. The reason of the signal once it has aborted.
   */
  parse(raw: Uint8Array, options?: ParseOptions): Promise<ParsedMail>;
}
