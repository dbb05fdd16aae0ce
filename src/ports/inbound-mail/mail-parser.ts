import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import type { ParseEffort } from '../../domain/inbound-mail/parse-tries.js';

export interface ParseOptions {
  /** Default: `quick`. One `thorough` parse is done at a time. */
  readonly effort?: ParseEffort;
  /** Aborts the parse. */
  readonly signal?: AbortSignal;
}

/** Reads mail as it comes over the wire, however badly it is written. */
export interface MailParser {
  /**
   * Parses a message.
   * @throws DomainError `invalid_input` for a message that is not a mail; `parse_timed_out` and `parse_crashed` for
   *   one that exceeds its limits; `unavailable` while no parser is free. The reason of the signal once it has
   *   aborted.
   */
  parse(raw: Uint8Array, options?: ParseOptions): Promise<ParsedMail>;
}
