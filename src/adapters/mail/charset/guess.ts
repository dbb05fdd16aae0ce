import iconv from 'iconv-lite';
import { guessedPairs } from './guess-pairs.js';

/* Bytes of a charset that nobody has named. */

/** Bytes that are looked at. More says no more. */
const MAX_SAMPLE = 1_024;
/** A shorter word may be one of Latin letters: "à", "ÀÉ". */
const MIN_WORD = 3;
const MIN_LETTERS = 5;
/** Signs that stand beside words in any script. */
const PUNCTUATION = /[\s«»„“”‘’‚–—…№°§•]/u;
/** Maximum share of other signs in words, relative to their letters. */
const SIGNS_SHARE = 0.1;
/** Of all letters beyond ASCII, how many stand in words without ASCII letters. Nearly none do in a Latin script. */
const PURE_SHARE = 0.8;
/** "привет", "Привет", "ПРИВЕТ", and in a wrong charset "оПХБЕР". */
const CASED = /^(?:\p{Lu}?[\p{Ll}\p{Lo}]*|\p{Lu}+)$/u;
const CASED_SHARE = 0.9;
/** Final letters at the ends of words only. In Cyrillic read as Hebrew they stand anywhere. */
const HEBREW_WORD = /^[אבגדהוזחטיכלמנסעפצקרשת]*[אבגדהוזחטילמנסעפצקרשתםןףץך]$/u;
/** Some letters do not begin a word, and some only end it. */
const ARABIC_WORD = /^[^ءةىئؤ][^ةى]*[ةى]?$/u;
/** Vowels before their consonant, marks and vowels after it, and one at least. Chinese and Japanese bytes are no such words. */
const THAI_WORD =
  /^(?=.*[\u0e30-\u0e39\u0e40-\u0e4d])(?:[เ-ไ]?[ก-ฮ][\u0e31\u0e34-\u0e39\u0e47-\u0e4d]{0,2}[ะาำๅ]{0,2}[ฯๆ]?)+$/u;
/** Where both make sense, small letters are more likely. */
const SMALL_BONUS = 0.1;

interface Script {
  readonly codecs: readonly string[];
  readonly letter: RegExp;
  /** The commonest letters of its languages, and how many of all letters they are at least. In a wrong charset it is a third. */
  readonly common: RegExp;
  readonly commonShare: number;
  /** How its words are written. */
  readonly spelling: RegExp;
  /** Where two scripts make sense, how much likelier this one is. */
  readonly bonus: number;
}

const SCRIPTS: readonly Script[] = [
  {
    codecs: ['windows-1251', 'koi8-ru', 'koi8-r'],
    letter: /[\u0401-\u045f\u0490\u0491]/u,
    common: /[оеаинтсрвлкмі]/iu,
    commonShare: 0.5,
    spelling: CASED,
    bonus: 0.1,
  },
  {
    codecs: ['windows-1253'],
    letter: /[\u0386-\u03ce]/u,
    common: /[αοιετσςνηυρπκμλάέήίόύώ]/iu,
    commonShare: 0.65,
    spelling: CASED,
    bonus: 0,
  },
  {
    codecs: ['windows-1255'],
    letter: /[\u05d0-\u05ea]/u,
    common: /[יוהלאתרמבשנם]/u,
    commonShare: 0.5,
    spelling: HEBREW_WORD,
    bonus: 0.4,
  },
  {
    // Persian letters too.
    codecs: ['windows-1256'],
    letter: /[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af]/u,
    common: /[اليمونرتب]/u,
    commonShare: 0.5,
    spelling: ARABIC_WORD,
    bonus: 0,
  },
  {
    codecs: ['windows-874'],
    letter: /[\u0e01-\u0e39\u0e40-\u0e4e]/u,
    common: /[\u0e31\u0e34\u0e35\u0e37-\u0e39\u0e48\u0e49\u0e4cกคงดตทนบปมยรลวสหอะาเแใไ]/u,
    commonShare: 0.7,
    spelling: THAI_WORD,
    bonus: 0,
  },
];

/**
 * The charset of bytes that have no label and are not UTF-8: one of another script, where they say something in it and
 * nothing in a Latin one. Null for Latin letters, and where no charset is likely. Takes time in proportion to the sample.
 * @param hint the codec of the mail's texts; where the bytes say something in it, they are that
 */
export function guessedCodec(bytes: Buffer, hint: string | null): string | null {
  const sample = sampleOf(bytes);
  const scripts = SCRIPTS.flatMap((script) =>
    script.codecs.map((codec) => ({ codec, score: scoreOf(sample, codec, script) })),
  ).filter(({ score }) => score > 0);
  if (scripts.some(({ codec }) => codec === hint)) return hint;
  const [best] = scripts.toSorted((a, b) => b.score - a.score);
  return best?.codec ?? guessedPairs(sample);
}

/** From the word with the first byte beyond ASCII on. */
function sampleOf(bytes: Buffer): Buffer {
  let first = 0;
  while (first < bytes.length && (bytes[first] ?? 0) < 0x80) first += 1;
  const start = Math.max(0, bytes.lastIndexOf(0x20, first));
  return bytes.subarray(start, start + MAX_SAMPLE);
}

/** Zero where the bytes are no words of the script in that charset. */
function scoreOf(
  sample: Buffer,
  codec: string,
  { letter, common, commonShare, spelling, bonus }: Script,
): number {
  const text = iconv.decode(sample, codec);
  const signs = text.match(/[^\p{ASCII}\p{L}\p{M}]/gu) ?? [];
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const foreign = words.filter((word) => /\P{ASCII}/u.test(word));
  const pure = foreign.filter((word) => Array.from(word).every((char) => letter.test(char)));
  const spelled = pure.filter((word) => spelling.test(word));
  const isOfScript =
    lengthOf(pure) >= MIN_LETTERS &&
    signs.filter((sign) => !PUNCTUATION.test(sign)).length <= SIGNS_SHARE * lengthOf(foreign) &&
    pure.some(({ length }) => length >= MIN_WORD) &&
    lengthOf(pure) >= PURE_SHARE * lengthOf(foreign) &&
    lengthOf(spelled) >= CASED_SHARE * lengthOf(pure);
  if (!isOfScript) return 0;
  const letters = Array.from(pure.join(''));
  const share = (pattern: RegExp) => letters.filter((char) => pattern.test(char)).length / letters.length;
  return share(common) < commonShare ? 0 : share(common) + bonus + SMALL_BONUS * share(/\p{Ll}/u);
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}
