import iconv from 'iconv-lite';

/** Labels without information: mail programs write them on 8-bit text of any charset. */
const SAYS_NOTHING = new Set([
  ...['', 'us-ascii', 'ascii', 'us', '646', 'iso646-us', 'iso_646.irv:1991', 'iso-ir-6', 'csascii', 'ibm367'],
  ...['ansi_x3.4-1968', 'ansi_x3.4-1986', 'cp367', 'ansi', 'unknown', 'unknown-8bit', 'x-unknown'],
  ...['7bit', '8bit', 'binary', 'default', 'none', 'x-user-defined', 'base64', 'hex', 'quoted-printable'],
]);

/** Labels in mail that the Encoding Standard lacks, or refuses to decode to protect browsers. */
const OF_MAIL: ReadonlyMap<string, string> = new Map([
  ...['jis', 'iso-2022-jp-1', 'iso-2022-jp-2', 'iso-2022-jp-3', 'iso-2022-jp-2004', 'iso-2022-jp-ms'].map(
    to('iso-2022-jp'),
  ),
  ...['cp50220', 'cp50221', 'cp50222', 'x-iso-2022-jp', 'csiso2022jp2'].map(to('iso-2022-jp')),
  ...['iso-2022-kr', 'csiso2022kr', 'cp50225'].map(to('iso-2022-kr')),
  ...['iso-2022-cn', 'iso-2022-cn-ext', 'cp50227'].map(to('iso-2022-cn')),
  ...['hz-gb-2312', 'hz', 'cp52936'].map(to('hz')),
  ...['utf-16', 'utf16', 'ucs-2', 'ucs2', 'iso-10646-ucs-2', 'csunicode', 'unicode', 'x-utf-16'].map(
    to('utf-16'),
  ),
  ...['utf-32', 'utf32', 'ucs-4', 'ucs4', 'iso-10646-ucs-4', 'csucs4'].map(to('utf-32')),
  ...[
    'utf-7',
    'utf7',
    'unicode-1-1-utf-7',
    'unicode-2-0-utf-7',
    'csunicode11utf7',
    'x-unicode-2-0-utf-7',
    'cp65000',
  ].map(to('utf-7')),
  ...['utf8mb4', 'utf-8-sig', 'utf_8', 'cp65001', '65001', 'x-utf-8'].map(to('utf-8')),
  ...['mac-roman', 'x-mac-romanian', 'x-mac-romania'].map(to('macroman')),
  ...['x-mac-ce', 'x-mac-centraleurroman', 'mac-ce', 'x-mac-centraleurope'].map(to('maccenteuro')),
  ...['x-mac-greek'].map(to('macgreek')),
  ...['x-mac-turkish'].map(to('macturkish')),
  ...['x-mac-croatian'].map(to('maccroatian')),
  ...['x-mac-icelandic'].map(to('maciceland')),
  ...['x-mac-thai'].map(to('macthai')),
  ...['x-mac-japanese', 'x-shift-jis', 'shift-jisx0213', 'shift_jisx0213', 'sjis-win', 'cp943'].map(
    to('shift_jis'),
  ),
  ...['x-mac-chinesesimp', 'euc-cn', 'x-euc-cn', 'gb_2312', 'gb18030-2000', 'gb-18030', 'cp54936'].map(
    to('gb18030'),
  ),
  ...['x-mac-chinesetrad', 'big-5', 'big5-eten', 'cp950', 'x-windows-950'].map(to('big5-hkscs')),
  ...['x-mac-korean', 'uhc', 'x-windows-949', 'ks_c_5601', 'ks_c_5601_1987', 'ksc', 'cp51949'].map(
    to('cp949'),
  ),
  ...['eucjp-ms', 'eucjpms', 'eucjp', 'cp51932', 'ujis'].map(to('euc-jp')),
  ...['viscii', 'csviscii'].map(to('viscii')),
  ...['tcvn-5712', 'tcvn5712-1', 'x-viet-tcvn5712'].map(to('tcvn')),
]);

/** Encodings of the standard for which our decoder has another name, or a wider charset. */
const OF_STANDARD: ReadonlyMap<string, string> = new Map([
  ['gbk', 'gb18030'],
  ['big5', 'big5-hkscs'],
  ['euc-kr', 'cp949'],
  ['iso-8859-8-i', 'iso-8859-8'],
  ['koi8-u', 'koi8-ru'],
]);

/** Spellings of code pages and standards, such as `ibm-850`, `win_1252`, `iso8859_15`. */
const SPELLINGS: readonly (readonly [pattern: RegExp, spelling: string])[] = [
  [/^(?:win|windows|ms|ansi|microsoft)[-_]?(?:cp)?[-_]?(\d{3,4})$/u, 'windows-$1'],
  [/^(?:ibm|cp|dos|oem|pc|codepage)[-_]?0*(\d{3,5})(?:[-_].*)?$/u, 'cp$1'],
  [/^(?:iso)?[-_]?8859[-_]?(\d{1,2})(?:\D.*)?$/u, 'iso-8859-$1'],
  [/^latin[-_]?(\d{1,2})$/u, 'latin$1'],
  [/^utf[-_]?(8|16|32)[-_]?([lb]e)?(?:\W.*)?$/u, 'utf-$1$2'],
  [/^gb[-_]?(?:18030|2312|k)(?:[-_].*)?$/u, 'gb18030'],
  [/^(?:shift|s)[-_]?jis(?:[-_].*)?$/u, 'shift_jis'],
];
const MAX_LABEL = 60;

/**
 * Returns our decoder's name for a label, by the WHATWG Encoding Standard (`iso-8859-1` means windows-1252) and,
 * beyond it, by the use of mail programs. Null if the label says nothing.
 */
export function codecOf(label: string): string | null {
  const clean = (label.toLowerCase().split('*', 1)[0] ?? '')
    .replaceAll(/[^\w.:+-]/gu, '')
    .slice(0, MAX_LABEL);
  if (SAYS_NOTHING.has(clean)) return null;
  const labels = [clean, ...spellingsOf(clean)];
  return labels.map(namedCodec).find(isFound) ?? labels.find(isDecodable) ?? null;
}

/**
 * Returns true for a charset that neither the standard nor our decoders know, such as `euc-tw` and `johab`.
 */
export function isUnknownLabel(label: string): boolean {
  const clean = label.toLowerCase().replaceAll(/[^\w.:+-]/gu, '');
  return !SAYS_NOTHING.has(clean) && codecOf(label) === null;
}

/** Returns the label in its usual spellings. The prefixes `x-` and `cs` are ignored. */
function spellingsOf(label: string): readonly string[] {
  const bare = label.replace(/^(?:x-|cs)(?=.)/u, '');
  return SPELLINGS.filter(([pattern]) => pattern.test(bare))
    .map(([pattern, spelling]) => bare.replace(pattern, spelling))
    .concat(bare)
    .filter((each) => !SAYS_NOTHING.has(each));
}

/**
 * The library accepts some labels that are not charsets, such as `constructor`, and some that are byte encodings.
 */
function isDecodable(label: string): boolean {
  if (SAYS_NOTHING.has(label.replaceAll(/[^0-9a-z]/gu, ''))) return false;
  try {
    iconv.getDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function isFound(codec: string | null): codec is string {
  return codec !== null;
}

function namedCodec(label: string): string | null {
  return OF_MAIL.get(label) ?? standardCodec(label);
}

/**
 * Node knows the labels of the standard.
 * Its decoders are not used, because that of Node 20 reads windows-1252 as Latin-1.
 */
function standardCodec(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    return OF_STANDARD.get(encoding) ?? encoding;
  } catch {
    return null;
  }
}

function to(codec: string): (label: string) => readonly [string, string] {
  return (label) => [label, codec];
}
