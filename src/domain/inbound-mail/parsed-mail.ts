import type { MailPart } from '../tickets/attachments.js';

/** A mailbox as a header names it. */
export interface MailAddress {
  /** Empty where the header has none. */
  readonly name: string;
  /** Lower case. */
  readonly address: string;
}

/** What a mail server says of one recipient (RFC 3464 §2.3). */
export interface ReportedRecipient {
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; empty where it does not say. */
  readonly action: string;
  /** `5.1.1` (RFC 3463); empty where it does not say. */
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
  /** Where the sender wants answers; empty where the header is not there. */
  readonly replyTo?: readonly MailAddress[];
  readonly subject: string;
  /** With its angle brackets; null where there is none. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  /** The oldest first. */
  readonly references: readonly string[];
  readonly date: Date | null;
  /** Plain text with quotes and signature, never HTML: all of it, or as much as is read (`readableText`). */
  readonly text: string;
  /** ISO 639-1 where the mail says so. */
  readonly language: string | null;
  readonly parts: readonly MailPart[];
  /** True where the mail has more parts, or more text, than are read of one. */
  readonly isPartlyRead: boolean;
  /** Names of the parts that hold texts in a charset that is not known, as they came. Absent for none. */
  readonly unreadFiles?: readonly string[];
  /** The header lines by lower-case name, unfolded, the top-most first. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** All of them in the order in which they stand, the top-most first: every server puts its own on top. */
  readonly headerLines: readonly HeaderLine[];
  /** What a delivery report says, null for what is none. */
  readonly report: readonly ReportedRecipient[] | null;
  /** Message-IDs of mails that this one gives back, wholly or by their headers. */
  readonly returnedIds: readonly string[];
  /** True where `from` is not what the header says: a list has put itself there. What servers say of the sender is not about them. */
  readonly isAuthorRestored?: true;
  /** True where `from` is one of several authors. What servers say of the sender may be about another of them. */
  readonly isOneOfSeveral?: true;
}

/** The first of the headers with that name; empty where there is none. */
export function headerOf({ headers }: Pick<ParsedMail, 'headers'>, name: string): string {
  return headers.get(name)?.[0] ?? '';
}
