import iconv from 'iconv-lite';

/* Charsets that write two bytes for a character. */

/** Fewer characters may be two letters of a Latin script: "ÇÃ". */
const MIN_PAIRS = 2;
/** Minimum share of everyday characters among those that are no punctuation. */
const COMMON_SHARE = 0.8;
/** One damaged character among this many is no sign of another charset. */
const DAMAGED = 50;
/** How many stand beside another. Letters with marks stand between ASCII letters. */
const BESIDE_SHARE = 0.5;
/** Minimum share of the syllables below in a Korean text. Another text read as Korean has hardly any. */
const SYLLABLE_SHARE = 0.35;
/** In a Chinese text of this many characters, some are not Korean too. */
const MANY_PAIRS = 8;
const SYLLABLES = new Set(
  '이가다는을의에를고하한지기사시리도은로서자나어인해대일정수부보전제주원니요안문신메그라세연들우면과스아습합드터오장상구성비와여용마동계발공관만경재유분선조단무안중내있' +
    '없했된되할것저회송배달확환불청주금결번건견적질문의답변',
);
/** In Windows-1252 a sign: `¼`. Latin words have none, and half of the characters of these charsets do. */
const isSign = (byte: number) => byte >= 0xa1 && byte <= 0xbf;
const within = (byte: number, [from, to]: Range) => byte >= from && byte <= to;

type Range = readonly [from: number, to: number];

interface Charset {
  readonly codec: string;
  readonly leads: readonly Range[];
  readonly trails: readonly Range[];
  /** Of everyday characters. */
  readonly isCommon: (lead: number, trail: number) => boolean;
  /** Punctuation and wide letters, which say nothing. */
  readonly isNeutral: (lead: number) => boolean;
  /** Half-width kana. */
  readonly single?: Range;
  readonly isLikely: (found: Found, sample: Buffer) => boolean;
}

interface Found {
  pairs: number;
  /** Bytes that are none of the charset. */
  damaged: number;
  common: number;
  telling: number;
  beside: number;
  /** Pairs with a byte that is a sign in Windows-1252. */
  signs: number;
  /** Pairs that begin with one. */
  leadSigns: number;
  kana: number;
}

const HIGH: Range = [0xa1, 0xfe];
const isPunctuation = (lead: number) => lead >= 0xa1 && lead <= 0xa3;
const isKanaLead = (lead: number) => lead === 0xa4 || lead === 0xa5;
const isShiftKana = (lead: number, trail: number) =>
  (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) || (lead === 0x83 && trail <= 0x96);

/** The likelier ones first: those whose texts make sense in a later one too. */
const CHARSETS: readonly Charset[] = [
  {
    codec: 'shift_jis',
    leads: [
      [0x81, 0x9f],
      [0xe0, 0xfc],
    ],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfc],
    ],
    single: [0xa1, 0xdf],
    isCommon: (lead, trail) => isShiftKana(lead, trail) || (lead >= 0x88 && lead <= 0x97),
    isNeutral: (lead) => lead === 0x81,
    isLikely: ({ kana }) => kana >= MIN_PAIRS,
  },
  {
    codec: 'euc-jp',
    leads: [[0x8e, 0x8e], HIGH],
    trails: [HIGH],
    isCommon: (lead) => isKanaLead(lead) || (lead >= 0xb0 && lead <= 0xcf),
    isNeutral: isPunctuation,
    isLikely: ({ kana }) => kana >= MIN_PAIRS,
  },
  {
    codec: 'cp949',
    leads: [HIGH],
    trails: [HIGH],
    isCommon: (lead) => lead >= 0xb0 && lead <= 0xc8,
    isNeutral: isPunctuation,
    isLikely: ({ signs, common, telling }, sample) =>
      signs > 0 &&
      ((common === telling && common >= MANY_PAIRS) || hasKoreanSyllables(iconv.decode(sample, 'cp949'))),
  },
  {
    codec: 'gb18030',
    leads: [[0x81, 0xfe]],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfe],
    ],
    isCommon: (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1,
    isNeutral: isPunctuation,
    isLikely: ({ signs }) => signs > 0,
  },
  {
    codec: 'big5-hkscs',
    leads: [[0x87, 0xfe]],
    trails: [[0x40, 0x7e], HIGH],
    isCommon: (lead) => lead >= 0xa4 && lead <= 0xc6,
    isNeutral: isPunctuation,
    isLikely: ({ telling, leadSigns }) => leadSigns * 2 >= telling,
  },
];

/** The charset of two bytes a character that all of the bytes are likely to be; null for none. */
export function guessedPairs(sample: Buffer): string | null {
  const charset = CHARSETS.find((each) => {
    const found = walk(sample, each);
    return (
      found.damaged * DAMAGED <= found.pairs &&
      found.pairs >= MIN_PAIRS &&
      found.telling > 0 &&
      found.common >= COMMON_SHARE * found.telling &&
      found.beside >= BESIDE_SHARE * found.pairs &&
      each.isLikely(found, sample)
    );
  });
  return charset?.codec ?? null;
}

/** The sample may end within a character. */
function walk(sample: Buffer, charset: Charset): Found {
  const found: Found = {
    pairs: 0,
    damaged: 0,
    common: 0,
    telling: 0,
    beside: 0,
    signs: 0,
    leadSigns: 0,
    kana: 0,
  };
  let isBeside = false;
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0;
    if (lead < 0x80) {
      isBeside = false;
      continue;
    }
    if (charset.single !== undefined && within(lead, charset.single)) continue;
    const trail = sample[at + 1];
    if (trail === undefined) break;
    if (!isPair(charset, lead, trail)) {
      found.damaged += 1;
      continue;
    }
    at += 1;
    count(found, charset, lead, trail);
    // The first of a row counts once it has another beside it.
    if (isBeside) found.beside += found.beside === 0 ? 2 : 1;
    isBeside = true;
  }
  return found;
}

function isPair({ leads, trails }: Charset, lead: number, trail: number): boolean {
  return leads.some((range) => within(lead, range)) && trails.some((range) => within(trail, range));
}

function count(found: Found, { isCommon, isNeutral }: Charset, lead: number, trail: number): void {
  found.pairs += 1;
  if (isNeutral(lead)) return;
  found.telling += 1;
  if (isCommon(lead, trail)) found.common += 1;
  if (isSign(lead) || isSign(trail)) found.signs += 1;
  if (isSign(lead)) found.leadSigns += 1;
  if (isKanaLead(lead) || isShiftKana(lead, trail)) found.kana += 1;
}

function hasKoreanSyllables(text: string): boolean {
  const syllables = text.match(/\p{Script=Hangul}/gu) ?? [];
  const known = syllables.filter((syllable) => SYLLABLES.has(syllable));
  return known.length >= SYLLABLE_SHARE * syllables.length;
}
