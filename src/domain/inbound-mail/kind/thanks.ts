import {
  FILLER_WORDS,
  folded,
  HELP_WORDS,
  PHRASES,
  THANKS_WORDS,
  UNSPACED_FILLERS,
  UNSPACED_THANKS,
  WORDS_BEFORE_HELP,
} from './thanks-words.js';

/** Maximum characters without a signature. Longer texts say more than thanks. */
const MAX_LENGTH = 300;
const MAX_NAME_LINES = 4;
const MAX_NAME_WORDS = 5;

const ASKS = /[?？؟;\u037E]/u;
const TELLS_MORE = /\d|https?:|[^\s@]@[^\s@]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0E|\uFE0F/gu;
const PICTURE = /\p{Extended_Pictographic}/u;
/** Faces that people type: `:-)`, `;)`, `:D`, `<3`. */
const FACES = /(?:^|\s)(?:[:;]-?[)D]|<3|\^\^)(?=\s|$|[.!])/gu;
/** Emoji that express thanks on their own. */
const GLAD = /[👍👌🙏❤💙💚💛🧡💜😀😃😄😁😊🙂☺😍🥰🤩😎🎉🥳✅✔💪👏🤝🙌💯🌹💐⭐]/gu;
const CLOSING =
  /^(?:(?:kind|best|warm|many) )*regards?$|^best(?: wishes)?$|^sincerely(?: yours)?$|^yours(?: (?:sincerely|faithfully|truly))?$|^(?:mit )?(?:viele[nr]?|beste[nr]?|liebe[nr]?|freundliche[nr]?|herzliche[nr]?|schone[nr]?)? ?(?:gru(?:ß|ss)(?:e|en)?)$|^(?:mfg|lg|vg|bg|lieben gru(?:ß|ss))$|^(?:bien )?cordialement$|^bien a vous$|^salutations?(?: distinguees)?$|^(?:un )?saludos?(?: cordiales)?$|^atentamente$|^(?:atenciosamente|att|abracos?|cumprimentos)$|^(?:cordiali|distinti) saluti$|^saluti$|^(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?$|^groet(?:en|jes)?$|^mvh$|^(?:med )?(?:vanliga|vennlig|venlig) hal?sning(?:ar)?$|^hilsen$|^ystavallisin terveisin$|^terveisin$|^pozdrawiam$|^z powazaniem$|^s pozdravem$|^s pozdravom$|^(?:srdacan )?pozdrav$|^lep pozdrav$|^udvozlettel$|^cu stima$|^поздрави$|^с уважением$|^з повагою$|^με εκτιμηση$|^saygılarımla$|^saygilarimla$|^सादर$|^salam$|^hormat saya$|^tran trong$/u;

/**
 * Returns true for an answer that only says thanks or that all is well, in any language.
 * Only known words count, so staff see everything else.
 * @param text the answer without quotes and signature
 * @param names of its author and the thanked people
 */
export function isThanksOnly(text: string, names: readonly string[] = []): boolean {
  const written = withoutCloser(text.trim());
  if (written === '' || written.length > MAX_LENGTH || ASKS.test(written) || TELLS_MORE.test(written)) {
    return false;
  }
  const others = written.replaceAll(GLAD, '');
  if (PICTURE.test(others)) return false;
  const isGlad = others !== written;
  const plain = folded(written.replaceAll(FACES, ' ').replaceAll(EMOJI, ' ')).replaceAll(
    /[^\p{L}\n]+/gu,
    ' ',
  );
  const known = new Set(names.flatMap((name) => folded(name).split(/[^\p{L}]+/u)));
  const spaced = without(` ${plain.replaceAll(/\s+/gu, ' ').trim()} `, PHRASES, ' ');
  const joined = without(spaced.rest, UNSPACED_THANKS, '');
  const { rest } = without(joined.rest, UNSPACED_FILLERS, '');
  const words = rest.split(' ').filter((word) => word !== '');
  const saysThanks =
    words.some((word) => THANKS_WORDS.has(word)) || spaced.isFound || joined.isFound || isGlad;
  return saysThanks && words.every((word, index) => isKnown(word, words[index - 1]) || known.has(word));
}

function isKnown(word: string, before = ''): boolean {
  return (
    THANKS_WORDS.has(word) ||
    FILLER_WORDS.has(word) ||
    (HELP_WORDS.has(word) && WORDS_BEFORE_HELP.has(before))
  );
}

/** The text without the phrases, and whether one was there. */
function without(
  text: string,
  phrases: readonly string[],
  edge: '' | ' ',
): { readonly rest: string; readonly isFound: boolean } {
  const rest = phrases.reduce((left, phrase) => left.replaceAll(`${edge}${phrase}${edge}`, '  '), text);
  return { rest, isFound: rest !== text };
}

/** The text without "Regards" and the name below it, which may be any. */
function withoutCloser(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findLastIndex((line, index) => index > 0 && isCloser(lines, line, index));
  return at > 0 ? lines.slice(0, at).join('\n') : lines.join('\n');
}

function isCloser(lines: readonly string[], line: string, index: number): boolean {
  const below = lines.slice(index + 1);
  if (below.length > MAX_NAME_LINES || !below.every(isName)) return false;
  return CLOSING.test(
    folded(line)
      .replaceAll(/[^\p{L}]+/gu, ' ')
      .trim(),
  );
}

/** A few words with a capital each, as names, titles and firms have. */
function isName(line: string): boolean {
  const words = line.trim().split(/\s+/u);
  return (
    words.length <= MAX_NAME_WORDS &&
    words.every((word) => !/^\p{Ll}/u.test(word) || /^(?:von|van|de|der|da|di|du|la)$/u.test(word))
  );
}
