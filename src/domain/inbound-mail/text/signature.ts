import { isAdvertisement } from './advertisement.js';
import { isNameLike } from './attribution-words.js';

/**
 * Removes text below a message.
 * Only a certain signature is removed: a remaining signature does no harm, but a removed sentence does.
 */

/** The delimiter of RFC 3676 §4.3, whose space does not survive every server. */
const DELIMITER = /^--\s?$/u;
const MAX_SIGNATURE_LINES = 15;
/** A line of two dashes and a space, and nothing else, is that delimiter for sure. */
export const EXACT_DELIMITER = /^-- \r?$/mu;

const RULE = /^[\s>]*[_*=─━—–-]{3,}\s*$/u;
/** The line that Mailman draws above the footer of a list. */
const LIST_RULE = /^_{30,}$/u;
const LIST_NAME = /mailing[ -]?list/iu;
const LIST_LINK = /https?:\/\/|-(?:leave|request)@/iu;
const MAX_LIST_LINES = 8;

const CLOSINGS =
  /^(?:(?:kind|best|warm|many)?\s*regards|best(?: wishes)?|cheers|thanks|thank you|many thanks|yours (?:sincerely|faithfully)|sincerely|mit (?:freundlichen|besten|lieben) grüßen|(?:viele|beste|liebe|freundliche) grüße|mfg|lg|(?:bien )?cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordiales)?|atentamente|atenciosamente|abraços?|cordiali saluti|met vriendelijke groet(?:en)?|groeten|(?:med )?vänlig(?:a)? hälsning(?:ar)?|hälsningar|mvh|(?:med )?ven(?:n)?lig hilsen|hilsen|(?:ystävällisin )?terveisin|(?:serdecznie )?pozdrawiam|z poważaniem|dziękuję|s pozdravem|s pozdravom|děkuji|ďakujem|üdvözlettel|tisztelettel|köszönettel|köszönöm|cu stimă|cu respect|mulțumesc|saygılarımla|iyi çalışmalar|teşekkürler|με εκτίμηση|ευχαριστώ|с уважением|спасибо|с уважение|поздрави|з повагою|дякую|srdačan pozdrav|lijep pozdrav|lep pozdrav|s poštovanjem|pozdrav|lugupidamisega|ar cieņu|pagarbiai|cumprimentos|obrigad[oa]|gracias|un cordial saludo|distinti saluti|saluti|grazie|merci|gruß|grüße|danke|בברכה|مع (?:تحياتي|التحية)|trân trọng|terima kasih|धन्यवाद|सादर)[\s,.!–-]*$/iu;
const LABEL =
  /(?:(?:tel|phone|telephone|telefon|tél|téléphone|teléfono|telefone|telefono|telefoon|mobile?|mobil|móvil|celular|cell|cellulare|handy|gsm|fax|office|direct|durchwahl|zentrale|t|m|f|p|d|e|w|e-?mail|mail|courriel|correo|web|website|site|internet|www|skype|whatsapp|тел|моб|факс|फ़ोन|मोबाइल)\.?\s*[:：.]?\s*)?/u
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
/** "Head of customer service", but not "please call me there". */
const MAX_SMALL_WORDS = 3;

/** @param isExact true where the delimiter stands in the text as RFC 3676 writes it */
export function withoutSignature(lines: readonly string[], isExact: boolean): readonly string[] {
  const undelimited = withoutDelimited(withoutListFooter(lines), isExact);
  return trimmed(withoutContacts(withoutAdvertisement(undelimited)));
}

function withoutListFooter(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => LIST_RULE.test(line));
  const footer = at < 0 ? [] : trimmed(lines.slice(at + 1));
  const isOfList =
    footer.length <= MAX_LIST_LINES &&
    LIST_NAME.test(footer[0] ?? '') &&
    footer.some((line) => LIST_LINK.test(line));
  return isOfList ? lines.slice(0, at) : lines;
}

/** Returns the lines without blank lines at both ends. */
export function trimmed(lines: readonly string[]): readonly string[] {
  const isVisible = (line: string) => line.trim() !== '';
  const first = lines.findIndex(isVisible);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isVisible) + 1);
}

/** Blank lines at both ends gone, and the rule that a mail program draws above what it quotes. */
export function withoutRule(lines: readonly string[]): readonly string[] {
  const here = trimmed(lines);
  return here.length > 0 && RULE.test(here.at(-1) ?? '') ? trimmed(here.slice(0, -1)) : here;
}

/** People draw two dashes as well: then paragraphs below them are no signature, unless it looks like one. */
function withoutDelimited(lines: readonly string[], isExact: boolean): readonly string[] {
  const at = lines.findIndex((line) => DELIMITER.test(line));
  const below = at < 0 ? [] : trimmed(lines.slice(at + 1));
  const isSure = isExact || !below.includes('') || below.some((line) => isClosing(line) || isContact(line));
  return at >= 0 && isSure && below.length <= MAX_SIGNATURE_LINES ? lines.slice(0, at) : lines;
}

/** "Viele Grüße / Best regards". */
function isClosing(line: string): boolean {
  if (line.length > MAX_CONTACT_LINE) return false;
  return line.split(/[/|]/u).some((part) => CLOSINGS.test(part.trim()));
}

function withoutAdvertisement(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '' && !isAdvertisement(line)) + 1);
}

/**
 * Removes contact data below "Regards," and a name: short lines only.
 * Lines that may address the reader are all kept.
 */
function withoutContacts(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex(isClosing);
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
    line.trim().split(/\s+/u).length > MAX_TITLE_WORDS ||
    !isNameLike(line, MAX_SMALL_WORDS)
  );
}
