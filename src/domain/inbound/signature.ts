/** What stands below what somebody wrote. Only what is surely a signature goes: a signature that stays harms nobody, a sentence that goes does. */

/** The delimiter of RFC 3676 §4.3, whose space does not survive every server. */
const DELIMITER = /^--\s?$/u;
const MAX_SIGNATURE_LINES = 15;

/** Longer lines are none of those, whatever links stand in them. */
const MAX_MARKED_UP = 2_000;

/** What telephones and programs add. A line of its own at the end. */
const ADVERTISEMENTS: readonly RegExp[] = [
  /^(?:Sent|Envoyé|Enviado|Enviada|Inviato|Verzonden|Verstuurd|Gesendet|Skickat|Sendt|Wysłano|Отправлено)\s(?:from|via|with|using|by|depuis|de|à partir de|desde|do|da|pelo|vanaf|met|mit|von|über|från|fra|z|с)\s.{1,100}$/iu,
  /^Von\s.{1,60}\sgesendet\.?$/iu,
  /^(?:Diese Nachricht wurde von|This message was sent from)\s.{1,80}$/iu,
  /^(?:Get|Obtenir|Télécharger|Obtener|Obter|Scarica|Download)\sOutlook\s(?:for|pour|para|per|voor)\s.{1,100}$/iu,
  /^(?:Outlook für|Holen Sie sich Outlook für)\s.{1,100}$/iu,
  /^Gesendet von Outlook für\s.{1,100}$/iu,
  /^(?:मेरे|मेरी)\s.{1,40}\sसे\sभेज.{1,20}$/u,
  /^(?:iPhone|iPad)(?:から送信|에서 보냄)$/u,
  /^发自我的\s?.{1,40}$/u,
];

const CLOSINGS =
  /^(?:(?:kind|best|warm|many)?\s*regards|best(?: wishes)?|cheers|thanks|thank you|many thanks|yours (?:sincerely|faithfully)|sincerely|mit (?:freundlichen|besten|lieben) grüßen|(?:viele|beste|liebe|freundliche) grüße|mfg|lg|(?:bien )?cordialement|bien à vous|salutations|(?:un )?saludos?(?: cordiales)?|atentamente|atenciosamente|abraços?|cordiali saluti|met vriendelijke groet|vänliga hälsningar|धन्यवाद|सादर)[\s,.!–-]*$/iu;
const CONTACT = /(?:\+?\d[\d\s()/.-]{6,}\d|www\.|https?:\/\/|[^\s@]{1,64}@[^\s@]{1,255})/iu;
const MAX_CONTACT_LINE = 100;

export function withoutSignature(lines: readonly string[]): readonly string[] {
  return trimmed(withoutContacts(withoutAdvertisement(withoutDelimited(lines))));
}

/** Blank lines at both ends gone. */
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

function isAdvertisement(line: string): boolean {
  if (line.length > MAX_MARKED_UP) return false;
  const words = line.replaceAll(/[*_]|<[^<>]{0,300}>|\[[^[\]]{0,300}\]/gu, '').trim();
  return words.length <= 200 && ADVERTISEMENTS.some((pattern) => pattern.test(words));
}

/** Below "Regards," and a name: how to reach them, in short lines. A postscript keeps all of it. */
function withoutContacts(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => line.length <= MAX_CONTACT_LINE && CLOSINGS.test(line.trim()));
  if (at < 0) return lines;
  const name = lines.findIndex((line, index) => index > at && line.trim() !== '');
  const below = name < 0 ? [] : trimmed(lines.slice(name + 1));
  const isContact =
    below.length <= MAX_SIGNATURE_LINES &&
    below.every(
      (line) => line.length <= MAX_CONTACT_LINE && !/^\s*p\.?\s?s\b/iu.test(line) && !line.includes('?'),
    ) &&
    below.some((line) => CONTACT.test(line));
  return isContact ? lines.slice(0, name + 1) : lines;
}
