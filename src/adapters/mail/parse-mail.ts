import type { MailPart } from '../../domain/tickets/attachments.js';
import { domainToASCII } from 'node:url';
import { simpleParser, type AddressObject, type Attachment, type ParsedMail as Read } from 'mailparser';
import { DomainError } from '../../domain/errors.js';
import { readableText } from '../../domain/inbound-mail/mail-text.js';
import type { HeaderLine, MailAddress, ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import type { MailParser } from '../../ports/inbound-mail/mail-parser.js';
import { decodeText } from './charset/decode.js';
import { charsetHint } from './charset/hint.js';
import { reportedRecipients, returnedIds } from './delivery-report.js';
import { rawText } from './header-text.js';
import { lineText, plainText, textOf } from './mail-text.js';
import { nameOf } from './mime-head.js';
import { mimeStructure } from './mime-structure.js';
import { skeletonOf, type MailFile, type UnreadText } from './skeleton.js';
import { unpackedParts } from './tnef/unpacked-parts.js';

const MAX_REFERENCES = 100;
const MAX_SUBJECT = 1_000;
const MAX_NAME = 200;
const MAX_BODY_BYTES = 200_000;
const MAX_ADDRESS = 254;
const NO_FILE: MailFile = { name: '', content: new Uint8Array(), sizeBytes: 0 };

/**
 * We convert texts and links ourselves.
 * The parts of a report stay as they are, because they are parsed later.
 */
const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  // A nested mail stays its own part for its readers: its text is not part of the mail's.
  ignoreEmbedded: true,
} as const;

/** Any of them makes a mail of what else may be noise. */
const TELLING = ['from', 'to', 'subject', 'date', 'message-id', 'received', 'return-path'];

/** Parses in this very thread, with no bound on time and memory: see `ParserPool`. */
export const mailParser: MailParser = { parse: (raw) => parseMail(raw) };

/** @throws DomainError `invalid_input` for what is no mail at all. */
async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const structure = mimeStructure(raw);
  if (structure === null) throw unreadable();
  const { root, isCut } = structure;
  const hint = charsetHint(raw, root);
  const headerLines = root.head.map((line) => headerLineOf(rawText(line, hint)));
  const headers = headersOf(headerLines);
  if (!TELLING.some((name) => headers.has(name))) throw unreadable();
  const skeleton = skeletonOf(raw, structure, hint);
  const read = await readMail(skeleton.bytes);
  const attached = read.attachments.map((attachment) => partOf(attachment, skeleton.files));
  const { parts: unpacked, text: packedText } = unpackedParts(attached);
  const parts = [...skeleton.unread.map(unreadPart), ...unpacked];
  const reports = parts.filter(({ type }) => type === 'message/delivery-status');
  const isPartlyRead = isCut || skeleton.isCut;
  return {
    from: addressesOf(read.from),
    to: addressesOf(read.to),
    cc: addressesOf(read.cc),
    replyTo: addressesOf(read.replyTo),
    subject: lineText(read.subject ?? '').slice(0, MAX_SUBJECT),
    messageId: idsIn(headers.get('message-id'))[0] ?? null,
    inReplyTo: idsIn(headers.get('in-reply-to')),
    references: idsIn(headers.get('references')).slice(-MAX_REFERENCES),
    date: read.date ?? null,
    text: readableText(textOf(read) || packedText || (isPartlyRead ? '' : bodyOf(raw, read, hint))),
    language:
      /^[a-z]{2}(?=$|[-,;\s])/iu.exec(headers.get('content-language')?.[0] ?? '')?.[0].toLowerCase() ?? null,
    parts,
    isPartlyRead,
    ...(skeleton.unread.length === 0 ? {} : { unreadFiles: skeleton.unread.map(unreadName) }),
    headers,
    headerLines,
    report: reports.length === 0 ? null : reports.flatMap(({ content }) => reportedRecipients(content)),
    returnedIds: returnedIds(raw),
  };
}

async function readMail(skeleton: Buffer): Promise<Read> {
  try {
    return await simpleParser(skeleton, OPTIONS);
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * Returns the text below the headers if it has no readable parts, such as parts without a named boundary.
 */
function bodyOf(raw: Buffer, { html, attachments }: Read, hint: string): string {
  if (html !== false || attachments.length > 0) return '';
  const text = plainText(decodeText(raw.subarray(0, MAX_BODY_BYTES), '', hint));
  const end = text.indexOf('\n\n');
  return end < 0 ? '' : text.slice(end).trim();
}

function unreadable(cause?: unknown): DomainError {
  return new DomainError('invalid_input', 'This is not a mail.', { cause });
}

function headerLineOf(line: string): HeaderLine {
  return { name: nameOf(line), value: lineText(line.slice(line.indexOf(':') + 1)) };
}

function headersOf(lines: readonly HeaderLine[]): ParsedMail['headers'] {
  const headers = new Map<string, string[]>();
  for (const { name, value } of lines) {
    const values = headers.get(name) ?? [];
    values.push(value);
    headers.set(name, values);
  }
  return headers;
}

function idsIn(lines: readonly string[] = []): readonly string[] {
  return lines.flatMap((line) => line.match(/<[^<>\s]{1,250}>/gu) ?? []);
}

function addressesOf(field: AddressObject | readonly AddressObject[] | undefined): readonly MailAddress[] {
  const objects = field === undefined ? [] : 'value' in field ? [field] : field;
  return objects
    .flatMap(({ value }) => value.flatMap((entry) => entry.group ?? [entry]))
    .map(({ name, address = '' }) => ({
      name: lineText(name).slice(0, MAX_NAME),
      address: asciiDomain(lineText(address).toLowerCase()),
    }))
    .filter(({ address }) => address.includes('@') && address.length <= MAX_ADDRESS);
}

/** The parser shows domains as people read them; accounts and servers name them as the DNS does. */
function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  const ascii = /^\p{ASCII}*$/u.test(domain) ? '' : domainToASCII(domain);
  return ascii === '' ? address : `${address.slice(0, at)}${ascii}`;
}

function unreadPart(text: UnreadText): MailPart {
  const { content } = text;
  const name = unreadName(text);
  return { name, type: 'application/octet-stream', sizeBytes: content.byteLength, content, isInline: false };
}

function unreadName({ charset }: UnreadText): string {
  return `message-${charset}.txt`;
}

function partOf(attachment: Attachment, files: readonly MailFile[]): MailPart {
  const { contentType, related, contentDisposition, cid } = attachment;
  const { name, content, sizeBytes } = files[Number(attachment.content.toString('latin1'))] ?? NO_FILE;
  return {
    name: lineText(name),
    type: contentType.toLowerCase(),
    sizeBytes,
    content,
    isInline: related || (contentDisposition === 'inline' && cid !== undefined),
  };
}
