import { headerKindOf, isNamedLine, type HeaderKind } from '../header-names.js';
import { hasAddress, hasDate, hasTime } from './plain-line.js';

/** The header block that Outlook and others put above a quote without quote marks. */

/** Longer lines are a person's text. */
const MAX_LINE = 600;
/** Maximum lines of a block, including blank ones. */
const REACH = 12;

const ORIGINAL =
  /^[\s>*_]*[-‐–—]{2,}\s*(?:Original (?:Message|Appointment)|Original-?Nachricht|Urspr(?:ü|ue)ngliche Nachricht|Message d['’]origine|Message original|Courriel (?:original|d['’]origine)|Mensaje original|Mensagem original|Messaggio originale|Oorspronkelijk bericht|Origineel bericht|Ursprungligt meddelande|Originalmeddelande|Oprindelig meddelelse|Opprinnelig melding|Alkuperäinen viesti|Wiadomość oryginalna|Oryginalna wiadomość|Původní (?:zpráva|e-?mail)|Pôvodná správa|Pôvodný e-?mail|Eredeti üzenet|Mesaj(?:ul)? original|Izvorna poruka|Originalna poruka|Izvirno sporočilo|Originalus (?:laiškas|pranešimas)|Sākotnējais ziņojums|Algne kiri|Algsõnum|Missatge original|Özgün İleti|Orijinal (?:Mesaj|İleti)|Исходное сообщение|Оригинальное сообщение|Исходное письмо|Вихідне повідомлення|Оригінальне повідомлення|Початкове повідомлення|Оригинално (?:съобщение|писмо)|Оригинална порука|Изворна порука|Αρχικό μήνυμα|הודעה מקורית|الرسالة الأصلية|پیام اصلی|Pesan asli|Mesej asal|Thư gốc|Tin nhắn gốc|ข้อความต้นฉบับ|元のメッセージ|元のメール|원본 (?:메시지|메일)|원래 메시지|मूल संदेश|原始邮件|原始郵件|原邮件)\s*[-‐–—]{2,}[\s*_]*$/iu;

/**
 * Returns true if a quote begins at this line: with "Original Message", or with its header block.
 * @param lines plain ones (`plainLine`)
 * @param ours addresses of this help desk, in lower case: a block that begins with one is recognized in any language
 */
export function isHeaderBlock(lines: readonly string[], index: number, ours: readonly string[]): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '' || line.length > MAX_LINE) return false;
  if (ORIGINAL.test(line)) return true;
  const kind = headerKindOf(line);
  if (kind === 'from' && beginsWithSender(line, following(lines, index))) return true;
  if (kind !== null && kind !== 'from') return isWholeBlock(lines, index);
  const isOurs = isNamedLine(line) && ours.some((address) => line.toLowerCase().includes(address));
  return isOurs && isFromUs(following(lines, index));
}

function following(lines: readonly string[], index: number): readonly string[] {
  return lines
    .slice(index + 1, index + REACH)
    .filter((line) => line.trim() !== '' && line.length <= MAX_LINE);
}

/**
 * Requires a subject and one more header, because a person may write "From:".
 * A mail without a subject needs author, date and recipient. One of them needs an address or a time of day, because
 * people also write "From: Berlin, To: Munich".
 */
function beginsWithSender(line: string, rest: readonly string[]): boolean {
  const kinds = rest.map(headerKindOf);
  // A sender further down begins the block, and this is a line of a person above it.
  const end = kinds.indexOf('from');
  const until = kinds.slice(0, end < 0 ? kinds.length : end);
  const has = (kind: HeaderKind) => until.includes(kind);
  const isOfMail = [line, ...rest.filter((_, at) => until[at] !== undefined && until[at] !== null)].some(
    isTelling,
  );
  if (has('subject')) return isOfMail && (has('sent') || has('to') || has('other'));
  const isDated = until.some((kind, at) => kind === 'sent' && /\p{Nd}/u.test(rest[at] ?? ''));
  return hasAddress(line) && has('to') && isDated;
}

/**
 * Programs that begin with another header, such as the date, write each header once, on consecutive lines.
 */
function isWholeBlock(lines: readonly string[], index: number): boolean {
  const missing = new Set<HeaderKind>(['from', 'sent', 'to', 'subject']);
  let isOfMail = false;
  for (const line of lines.slice(index, index + REACH)) {
    const kind = line.length > MAX_LINE ? null : headerKindOf(line);
    if (kind === null || (kind !== 'other' && !missing.delete(kind))) return false;
    isOfMail ||= isTelling(line);
    if (missing.size === 0) return isOfMail;
  }
  return false;
}

function isTelling(line: string): boolean {
  return hasAddress(line) || hasTime(line);
}

/** An unknown language, below a line with our address: the date, then more headers. */
function isFromUs([second = '', third = '', fourth = '']: readonly string[]): boolean {
  return [second, third, fourth].filter(isNamedLine).length >= 2 && hasDate(second) && hasTime(second);
}
