import { isAdvertisement } from './advertisement.js';

/**
 * Removes text below a message.
 * Only a certain signature is removed: a remaining signature does no harm, but a removed sentence does.
 */

/** The delimiter of RFC 3676 §4.3, whose space does not survive every server. */
const DELIMITER = /^--\s?$/u;
const MAX_SIGNATURE_LINES = 15;

const CLOSINGS =
  /^(?:(?:kind|best|warm|many)?\s*regards|best(?: wishes)?|cheers|thanks|thank you|many thanks|yours (?:sincerely|faithfully)|sincerely|mit (?:freundlichen|besten|lieben) grüßen|(?:viele|beste|liebe|freundliche) grüße|mfg|lg|(?:bien )?cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordiales)?|atentamente|atenciosamente|abraços?|cordiali saluti|met vriendelijke groet|vänliga hälsningar|धन्यवाद|सादर)[\s,.!–-]*$/iu;
const LABEL =
  /(?:(?:tel|phone|telephone|telefon|téléphone|teléfono|telefone|telefono|telefoon|mobile?|mobil|móvil|celular|cell|cellulare|handy|gsm|fax|office|direct|durchwahl|zentrale|t|m|f|p|d|e|w|e-?mail|mail|courriel|correo|web|website|site|internet|www|skype|whatsapp|тел|моб|факс|फ़ोन|मोबाइल)\.?\s*[:：.]?\s*)?/u
    .source;
const NUMBER = /\+?\(?\d[\d\s()/.-]{5,20}\d/u.source;
const ADDRESS = /<?[^\s@<>|]{1,64}@[^\s@<>|]{1,255}>?/u.source;
const SITE = /(?:https?:\/\/)?(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}\/?/u.source;
/** One line can have several of them. */
const CONTACT = new RegExp(
  `^(?:${LABEL}(?:${NUMBER}|${ADDRESS}|${SITE})(?:\\s*[|,;•·/–-]\\s*|\\s{1,4}|$)){1,4}$`,
  'iu',
);
const MAX_CONTACT_LINE = 100;
const MAX_TITLE_WORDS = 10;

export function withoutSignature(lines: readonly string[]): readonly string[] {
  return trimmed(withoutContacts(withoutAdvertisement(withoutDelimited(lines))));
}

/** Returns the lines without blank lines at both ends. */
export function trimmed(lines: readonly string[]): readonly string[] {
  const isVisible = (line: string) => line.trim() !== '';
  const first = lines.findIndex(isVisible);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isVisible) + 1);
}

function withoutDelimited(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => DELIMITER.test(line));
  const isSignature = at >= 0 && trimmed(lines.slice(at + 1)).length <= MAX_SIGNATURE_LINES;
  return isSignature ? lines.slice(0, at) : lines;
}

function withoutAdvertisement(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '' && !isAdvertisement(line)) + 1);
}

/**
 * Removes contact data below "Regards," and a name: short lines only.
 * Lines that may address the reader are all kept.
 */
function withoutContacts(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => line.length <= MAX_CONTACT_LINE && CLOSINGS.test(line.trim()));
  if (at < 0) return lines;
  const name = lines.findIndex((line, index) => index > at && line.trim() !== '');
  const below = name < 0 ? [] : trimmed(lines.slice(name + 1)).filter((line) => line.trim() !== '');
  const isSignature =
    below.length <= MAX_SIGNATURE_LINES && below.some(isContact) && below.every((line) => !isSaying(line));
  return isSignature ? lines.slice(0, name + 1) : lines;
}

/** A telephone, an address or a site, and nothing else. */
function isContact(line: string): boolean {
  return line.length <= MAX_CONTACT_LINE && CONTACT.test(line.trim());
}

/**
 * A postscript, a question, a sentence, a link to a page, a number, or a fact such as "Browser:
 * Firefox 130".
 */
function isSaying(line: string): boolean {
  if (isContact(line)) return false;
  return (
    line.length > MAX_CONTACT_LINE ||
    /^\s*p\.?\s?s\b|[?!;。？！]|(?:[:…]|\p{Ll}{4}\.)\s*$|\p{L}\s*[:：]\s*\S|https?:|\d{5}[\d\s-]*\d/iu.test(
      line,
    ) ||
    line.trim().split(/\s+/u).length > MAX_TITLE_WORDS
  );
}
