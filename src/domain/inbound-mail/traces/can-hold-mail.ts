import type { MailPart } from '../../tickets/attachments.js';
import { decodeText, latin1 } from './bytes-as-text.js';
import { headerKindOf } from '../header-names.js';
import { zipEntries } from './zip-entries.js';

/** Whole mails, mailboxes, encrypted mails, and archives, into which people put either. */
const TYPE =
  /^(?:message\/|multipart\/|application\/(?:(?:vnd\.)?ms-outlook|(?:vnd\.)?ms-tnef|(?:x-)?pkcs7-mime|(?:x-)?mbox|pgp-encrypted|vnd\.rar|(?:x-)?(?:zip|rar|7z|tar|gzip|bzip2?|xz|zstd|lzip|lzma|compress|cpio|lzh|lha|ace|arj|stuffit|archive)(?:-compressed)?)$)/u;
const NAME =
  /\.(?:eml|emlx|emltpl|msg|oft|mbox|mbx|mmdf|nws|dbx|pst|ost|olm|tnef|p7m|p7z|pgp|gpg|zip|zipx|7z|rar|tar|gz|tgz|bz2?|tbz2?|xz|txz|zst|tzst|lz|lz4|lzma|tlz|z|cpio|ar|arj|lzh|lha|ace|sit|sitx|wim|xar|pkg|br|uue?)(?:\.\d{1,3})?$|^win(?:mail)?\.dat$/iu;

/** The first bytes of container files, in hexadecimal digits, whatever their names are. */
const MAGIC: readonly RegExp[] = [
  // OLE: Outlook's `.msg`, and older documents, into which mails are dragged.
  /^d0cf11e0/u,
  // TNEF, mailboxes of Outlook, mailboxes of Outlook Express.
  /^(?:789f3e22|2142444e|cfad12fe)/u,
  // 7z, Rar!, gzip and compress, bzip2, xz, zstd, lz4, lzip.
  /^(?:377abcaf|526172211a|1f(?:8b|9d|a0)|425a68..314159|fd377a585a|28b52ffd|04224d18|4c5a4950)/u,
  // MSCF, MSWIM, xar!, SIT!, ar, cpio; LHA, ACE, tar.
  /^(?:4d534346|4d5357494d|78617221|53495421|213c617263683e|30373037303[127])/u,
  /^(?:(?:..){2}2d6c(?:68|7a)..2d|(?:..){7}2a2a414345|(?:..){257}7573746172)/u,
  // CMS (RFC 5652 §3): signed, enveloped, compressed, enveloped with authentication.
  /^30(?:..){1,5}06(?:09|0b)2a864886f70d01(?:0702|0703|09100109|09100117)/u,
];
/** The same for text formats: uuencode, OpenPGP and CMS. */
const LETTERS = /^\s*(?:begin(?:-base64)? [0-7]{3,4} \S|-----BEGIN (?:PGP MESSAGE|PKCS7|CMS)-----)/u;
/** A detached signature begins like a signed mail, and holds no more than the keys. */
const SIGNATURE_TYPE = /^application\/(?:x-)?pkcs7-signature$/u;

/** Bytes that are enough to recognize a file. */
const HEAD_BYTES = 8_192;
const MAGIC_BYTES = 300;
const HEADER = /^([!-9;-~]{1,60}):(?:\s|$)/u;
const MAIL_HEADERS = [
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'received',
  'return-path',
  'delivered-to',
  'mime-version',
  'content-type',
  'in-reply-to',
  'references',
  'reply-to',
  'x-mailer',
];
const DOCUMENT_PARTS = ['[Content_Types].xml', 'mimetype'];
/** Office stores a sheet for each chart. Any other embedded file was put there by a person. */
const EMBEDDED = /(?:^|\/)embeddings\/(?!.*\.(?:xlsx|docx|pptx)$)|(?:^|\/)Object \d+$|\.bin$/iu;

/**
 * Returns true for a part that can contain a whole mail, by its type, name or content.
 * Such a part cannot be searched, so its permitted readers are unknown.
 */
export function canHoldMail({ name, type, content }: Pick<MailPart, 'name' | 'type' | 'content'>): boolean {
  if (TYPE.test(type) || NAME.test(name)) return true;
  const start = hexOf(content.subarray(0, MAGIC_BYTES));
  if (start.startsWith('504b')) return !isDocument(content);
  const isSignature = SIGNATURE_TYPE.test(type);
  if (!isSignature && MAGIC.some((magic) => magic.test(start))) return true;
  const head = decodeText(content.subarray(0, HEAD_BYTES));
  if (head.startsWith('%PDF')) return latin1(content).includes('/EmbeddedFile');
  return LETTERS.test(head) || isMailText(head);
}

/** A document of an office program is an archive too; only what it embeds can be a mail. */
function isDocument(content: Uint8Array): boolean {
  const entries = zipEntries(content);
  if (entries === null) return false;
  const names = entries.map(({ name }) => name);
  return (
    names.some((name) => DOCUMENT_PARTS.includes(name)) &&
    !names.some((name) => EMBEDDED.test(name) || NAME.test(name))
  );
}

/** Lines that are searched for translated headers. */
const MAX_TRANSLATED_HEADERS = 12;

/** Begins with the headers of a mail, in the words of any mail program, or is a page that was saved. */
function isMailText(text: string): boolean {
  const lines = text.trimStart().replaceAll('\r', '').split('\n');
  // Mailboxes begin with `From `, Apple's files with a number of bytes.
  const start = /^(?:>?From \S|\d{1,10}\s*$)/u.test(lines[0] ?? '') ? 1 : 0;
  return (
    /^<(?:!doctype|html|\?xml)/iu.test(lines[0] ?? '') ||
    hasHeaders(lines.slice(start)) ||
    hasTranslatedHeaders(lines.slice(start))
  );
}

/** Headers in any language of mail programs, as in a mail that was saved as text. */
function hasTranslatedHeaders(lines: readonly string[]): boolean {
  const kinds = new Set(lines.slice(0, MAX_TRANSLATED_HEADERS).map(headerKindOf));
  return kinds.has('from') && kinds.has('subject') && (kinds.has('sent') || kinds.has('to'));
}

function hasHeaders(lines: readonly string[]): boolean {
  const known = new Set<string>();
  for (const line of lines) {
    if (/^[ \t]+\S/u.test(line)) continue;
    const name = HEADER.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) break;
    if (MAIL_HEADERS.includes(name)) known.add(name);
  }
  return known.size >= 2;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
