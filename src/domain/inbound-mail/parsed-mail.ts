import type { MailPart } from '../tickets/attachments.js';

/** A mailbox as a header names it. */
export interface MailAddress {
  /** Empty if the header has none. */
  readonly name: string;
  /** Lower case. */
  readonly address: string;
}

/** The result of a mail server for one recipient (RFC 3464 §2.3). */
export interface ReportedRecipient {
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; empty if missing. */
  readonly action: string;
  /** `5.1.1` (RFC 3463); empty if missing. */
  readonly status: string;
}

/** A line of the header, unfolded. */
export interface HeaderLine {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** A mail as it was read, before anybody has decided what it means. All texts are without control characters but line breaks and tabs. */
export interface ParsedMail {
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** The requested addresses for answers; empty without the header. */
  readonly replyTo?: readonly MailAddress[];
  readonly subject: string;
  /** With its angle brackets; null for none. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  /** The oldest first. */
  readonly references: readonly string[];
  readonly date: Date | null;
  /** Plain text with quotes and signature, never HTML: all of it, or as much as is read (`readableText`). */
  readonly text: string;
  /** ISO 639-1, if the mail names it. */
  readonly language: string | null;
  readonly parts: readonly MailPart[];
  /** True if the mail has more parts or text than Holdfast reads. */
  readonly isPartlyRead: boolean;
  /** Names of the parts with text in an unknown charset, stored unchanged. Absent for none. */
  readonly unreadFiles?: readonly string[];
  /** The header lines by lower-case name, unfolded, the top-most first. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** All headers in their order, the topmost first: every server adds its own at the top. */
  readonly headerLines: readonly HeaderLine[];
  /** The content of a delivery report; null for other mails. */
  readonly report: readonly ReportedRecipient[] | null;
  /** Message-IDs of mails that this one gives back, wholly or by their headers. */
  readonly returnedIds: readonly string[];
  /**
   * True if `from` differs from the header, because a mailing list replaced it.
   * Verification results of servers do not apply to it.
   */
  readonly isAuthorRestored?: true;
  /** True if `from` is one of several authors. Verification results may apply to another one. */
  readonly isOneOfSeveral?: true;
}

/** Returns the first header with that name; empty for none. */
export function headerOf({ headers }: Pick<ParsedMail, 'headers'>, name: string): string {
  return headers.get(name)?.[0] ?? '';
}
