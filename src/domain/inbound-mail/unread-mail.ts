import type { ParsedMail } from './parsed-mail.js';

/** A head that is longer makes a message unreadable, too. */
const MAX_HEAD = 128 * 1024;

/** Headers that describe the encoding of a body, with their folded lines. */
const OF_BODY = /^(?:content-[^\r\n]*|mime-version[^\r\n]*)(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)/gimu;

const UNREAD = '[Holdfast could not read this mail. The original is attached]';

/** Returns the head of a message as its own message, without a body and body headers. */
export function headOf(raw: Uint8Array): Uint8Array {
  const beginning = Buffer.from(raw.subarray(0, MAX_HEAD)).toString('latin1');
  const end = /\r?\n\r?\n/u.exec(beginning)?.index ?? beginning.lastIndexOf('\n');
  const head = beginning.slice(0, Math.max(end, 0)).replaceAll(OF_BODY, '').trimEnd();
  return Buffer.from(`${head}\r\n\r\n`, 'latin1');
}

/** Returns the known headers of an unreadable mail, with the message as a file. */
export function withWholeMessage(head: ParsedMail | null, raw: Uint8Array): ParsedMail {
  const message = {
    name: 'message.eml',
    type: 'message/rfc822',
    sizeBytes: raw.length,
    content: raw,
    isInline: false,
  };
  return { ...(head ?? NOTHING_READ), text: UNREAD, parts: [message] };
}

const NOTHING_READ: ParsedMail = {
  from: [],
  to: [],
  cc: [],
  subject: '',
  messageId: null,
  inReplyTo: [],
  references: [],
  date: null,
  text: '',
  language: null,
  parts: [],
  isPartlyRead: false,
  headers: new Map(),
  headerLines: [],
  report: null,
  returnedIds: [],
};
