import { MAX_ATTACHMENT_BYTES } from '../../domain/tickets/attachments.js';
import { decodeGuessing, decodeText } from './charset/decode.js';
import { labelOf, partHint } from './charset/hint.js';
import { isUnknownLabel } from './charset/labels.js';
import { strictUtf8 } from './charset/utf8.js';
import { unflowed } from './flowed.js';
import { readableHeader } from './header-text.js';
import { nameOf } from './mime-head.js';
import type { MimePart, MimeStructure } from './mime-structure.js';
import { partName } from './part-name.js';
import { decodeTransfer, footerBelow } from './transfer-encoding.js';

/**
 * Maximum bytes of all plain texts of a mail, and of all its HTML: about the limits of `readableText` and `htmlText`.
 */
const MAX_TEXT_BYTES = 2_000_000;
/** Maximum decoded bytes of all files of a mail. At most half of it is stored. */
const MAX_FILE_BYTES = 2 * MAX_ATTACHMENT_BYTES;
/** Characters of one header. More is no subject, sender or file name that anybody reads. */
const MAX_LINE = 16_000;
const TEXT_TYPES = ['text/plain', 'text/html'];
/** Forms of a text, beside others, for programs that know them. They are no files. */
const OTHER_FORMS = ['text/x-amp-html', 'text/watch-html', 'text/enriched'];
/** Maximum texts, and files, whose charset is guessed: as many as a ticket keeps files. */
const MAX_GUESSED = 20;
/** More texts of one mail are not kept as they came. */
const MAX_UNREAD = 3;
const MAX_LABEL = 40;
const BASE64_LINE = /.{1,16384}/gsu;

/** Headers of a mail that the parser library reads. */
const MAIL_HEADERS = ['from', 'to', 'cc', 'reply-to', 'subject', 'date'];

export interface MailFile {
  /** Empty if the part has none. */
  readonly name: string;
  /** Empty for a file beyond the decoding limit. */
  readonly content: Uint8Array;
  readonly sizeBytes: number;
}

/** A text in an unknown charset. */
export interface UnreadText {
  readonly charset: string;
  readonly content: Uint8Array;
}

/**
 * A small mail with the same content: each file is replaced by its number, texts are cut, and everything is UTF-8.
 * The parser library sees only this mail, so its work does not grow with untrusted input.
 */
export interface Skeleton {
  readonly bytes: Buffer;
  readonly files: readonly MailFile[];
  /** True if a text was cut. */
  readonly isCut: boolean;
  /** Original texts in unknown charsets. */
  readonly unread: readonly UnreadText[];
}

/** @param hint the charset label for unlabelled bytes (`charsetHint`) */
export function skeletonOf(raw: Buffer, { root }: Pick<MimeStructure, 'root'>, hint: string): Skeleton {
  const writer = new Writer(raw, hint);
  writer.write(root, MAIL_HEADERS);
  return writer.done();
}

class Writer {
  private readonly lines: string[] = [];
  private readonly files: MailFile[] = [];
  private readonly textLeft = { plain: MAX_TEXT_BYTES, html: MAX_TEXT_BYTES };
  private fileBytesLeft = MAX_FILE_BYTES;
  private isCut = false;
  private hasText = false;
  private textsGuessed = 0;
  private readonly unread: UnreadText[] = [];

  constructor(
    private readonly raw: Buffer,
    private readonly hint: string,
  ) {}

  /**
   * @param kept the headers to write, beside those that say what the part is
   * @param around the type of the multipart that the part is in
   */
  write(part: MimePart, kept: readonly string[], around = ''): void {
    this.writeHeaders(part, kept);
    if (part.parts === null) this.writeLeaf(part, around);
    else this.writeMultipart(part.type, part.parts);
  }

  done(): Skeleton {
    const bytes = Buffer.from(this.lines.join('\r\n'));
    return { bytes, files: this.files, isCut: this.isCut, unread: this.unread };
  }

  private writeHeaders({ head }: MimePart, names: readonly string[]): void {
    for (const line of head)
      if (names.includes(nameOf(line))) this.lines.push(readableHeader(shortened(line), this.hint));
  }

  private writeMultipart(type: string, parts: readonly MimePart[]): void {
    const boundary = `holdfast-${this.lines.length}`;
    this.lines.push(`Content-Type: ${type.replaceAll(/[^\w/.+-]/gu, '')}; boundary="${boundary}"`, '');
    const hasMore = parts.some((part) => part.parts !== null || TEXT_TYPES.includes(part.type));
    for (const part of parts) {
      if (hasMore && type === 'multipart/alternative' && OTHER_FORMS.includes(part.type)) continue;
      this.lines.push(`--${boundary}`);
      this.write(part, [], type);
    }
    this.lines.push(`--${boundary}--`, '');
  }

  private writeLeaf(part: MimePart, around: string): void {
    // What a multipart without a boundary holds nobody can tell apart.
    if (part.type.startsWith('multipart/')) this.lines.push('Content-Type: multipart/mixed', '', '');
    else if (isText(part) && !this.isTextFile(part, around)) this.writeText(part);
    else this.writeFile(part);
  }

  /** A text with a name, below the text of the mail (RFC 8621 §4.1.4). Telephone networks name the text itself. */
  private isTextFile(part: MimePart, around: string): boolean {
    const isPlain = part.type === 'text/plain' && around !== 'multipart/alternative';
    return isPlain && this.hasText && partName(this.raw, part, this.hint) !== '';
  }

  private writeText(part: MimePart): void {
    this.hasText = true;
    const { type, parameters, encoding, start, end } = part;
    this.lines.push(`Content-Type: ${type === '' ? 'text/plain' : type}; charset=utf-8`);
    const form = type === 'text/html' ? 'html' : 'plain';
    const max = this.textLeft[form];
    const encoded = this.raw.subarray(start, end);
    const footer = encoding === 'base64' ? footerBelow(encoded) : encoded.subarray(encoded.length);
    const content = encoded.subarray(0, encoded.length - footer.length);
    const whole = decodeTransfer(content, encoding, max + 1);
    const read = beginningOf(whole, max);
    if (read.length < whole.length) this.isCut = true;
    this.textLeft[form] -= read.length;
    const label = labelOf(this.raw, part);
    this.noteUnread(read, label);
    const ending = footer.length === 0 ? '' : `\n${decodeText(footer, '', this.hint)}`;
    const decode = this.textsGuessed < MAX_GUESSED ? decodeGuessing : decodeText;
    this.textsGuessed += 1;
    const text = decode(read, label, this.hint) + ending;
    const isFlowed = parameters.get('format')?.toLowerCase() === 'flowed';
    const deletesSpace = parameters.get('delsp')?.toLowerCase() === 'yes';
    this.writeBase64(Buffer.from(isFlowed ? unflowed(text, deletesSpace) : text));
  }

  /**
   * An unknown charset is decoded as another one.
   * The original bytes are attached for readers who can decode them.
   */
  private noteUnread(content: Buffer, label: string): void {
    if (!isUnknownLabel(label) || this.unread.length >= MAX_UNREAD || strictUtf8(content) !== null) return;
    const charset = label
      .toLowerCase()
      .replaceAll(/[^\w.-]/gu, '')
      .slice(0, MAX_LABEL);
    this.unread.push({ charset, content });
  }

  private writeFile(part: MimePart): void {
    // Anything else but "inline" counts as "attachment" (RFC 2183 §2.8). The library takes an inline text for the mail's.
    const isInline = part.disposition === 'inline' && !TEXT_TYPES.includes(part.type);
    this.lines.push(
      `Content-Type: ${part.type === '' ? defaultType(part) : part.type}`,
      `Content-Disposition: ${isInline ? 'inline' : 'attachment'}`,
    );
    this.writeHeaders(part, ['content-id']);
    this.writeBase64(Buffer.from(String(this.files.length)));
    const hint = this.files.length < MAX_GUESSED ? partHint(part, this.hint) : this.hint;
    this.files.push({ name: partName(this.raw, part, hint), ...this.fileOf(part) });
  }

  private fileOf({ encoding, start, end }: MimePart): Omit<MailFile, 'name'> {
    const encoded = this.raw.subarray(start, end);
    const most = encoding === 'base64' ? Math.floor((encoded.length * 3) / 4) : encoded.length;
    if (most > this.fileBytesLeft) return { content: new Uint8Array(), sizeBytes: most };
    const content = decodeTransfer(encoded, encoding);
    this.fileBytesLeft -= content.length;
    return { content, sizeBytes: content.length };
  }

  private writeBase64(content: Buffer): void {
    this.lines.push('Content-Transfer-Encoding: base64', '');
    this.lines.push(...(content.toString('base64').match(BASE64_LINE) ?? []));
  }
}

function isText({ type, disposition, isNamed }: MimePart): boolean {
  const isOpen = disposition === '' || disposition === 'inline';
  return isOpen && (TEXT_TYPES.includes(type) || (type === '' && !isNamed));
}

function defaultType({ disposition, isNamed }: MimePart): string {
  return isNamed || disposition === 'attachment' ? 'application/octet-stream' : 'text/plain';
}

/** Cuts between two words if possible, so that no encoded word is broken. */
function shortened(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const end = line.lastIndexOf(' ', MAX_LINE);
  return line.slice(0, end > 0 ? end : MAX_LINE);
}

/** Never ends in the middle of a UTF-8 character. */
function beginningOf(bytes: Buffer, max: number): Buffer {
  if (bytes.length <= max) return bytes;
  let end = max;
  while (end > 0 && end > max - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
