import { decodeText } from '../charset/decode.js';
import { wellFormed } from '../../../domain/inbound-mail/text/clean-line.js';
import { CHARACTERS, FONT_CODE_PAGES, NO_TEXT } from './rtf-words.js';

export interface RtfText {
  readonly text: string;
  /** True if the RTF contains HTML ([MS-OXRTFEX]), which is the text. */
  readonly isHtml: boolean;
}

/** Deeper groups are not read, nor what is behind them. */
const MAX_DEPTH = 500;
const MAX_FONTS = 1_000;
/** Decoding has a price for each piece of text. Later ones are taken for Latin-1. */
const MAX_RUNS = 20_000;
const DOCUMENT_CODE_PAGE = 1252;
const TOKEN =
  /[{}]|\\'([0-9a-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z'])|\\'?|[\r\n]+|[^{}\\\r\n]+/giuy;

interface Group {
  readonly isSilent: boolean;
  /** Within it text is a part of the HTML. */
  readonly isTag: boolean;
  /** RTF that repeats the HTML. */
  readonly isForRtfOnly: boolean;
  readonly isFontTable: boolean;
  readonly font: number | null;
  /** The number of fallback characters after each `\\u`, for readers without Unicode. */
  readonly fallbackLength: number;
}

const OUTERMOST: Group = {
  isSilent: false,
  isTag: false,
  isForRtfOnly: false,
  isFontTable: false,
  font: null,
  fallbackLength: 1,
};

/**
 * Returns the text of RTF, or the HTML that Outlook has embedded in it; null for other bytes.
 * Broken RTF is read as far as possible. Runs in linear time.
 */
export function rtfText(bytes: Buffer): RtfText | null {
  const rtf = bytes.toString('latin1');
  return rtf.startsWith('{\\rtf') ? new Reader(rtf).read() : null;
}

class Reader {
  private readonly groups: Group[] = [];
  private here: Group = OUTERMOST;
  private readonly texts: string[] = [];
  /** Bytes of one code page that are not decoded yet: two of them may be one character. */
  private pending: string[] = [];
  private pendingCodePage = DOCUMENT_CODE_PAGE;
  private runs = 0;
  private readonly fonts = new Map<number, number>();
  private codePage = DOCUMENT_CODE_PAGE;
  private defaultFont = -1;
  private isHtml = false;
  private isFirstWord = true;
  private isStarred = false;
  /** Fallback characters that remain to be skipped. */
  private left = 0;

  constructor(private readonly rtf: string) {}

  read(): RtfText {
    TOKEN.lastIndex = 0;
    for (let at = 0; at < this.rtf.length;) {
      TOKEN.lastIndex = at;
      const found = TOKEN.exec(this.rtf);
      if (found === null) break;
      at = TOKEN.lastIndex;
      const [token, hex, word, number, symbol] = found;
      if (token === '{') {
        if (this.groups.length >= MAX_DEPTH) break;
        this.open();
      } else if (token === '}') this.close();
      else if (hex !== undefined) this.take(String.fromCharCode(Number.parseInt(hex, 16)));
      else if (word === 'bin') at += Math.max(0, Number(number ?? 0));
      else if (word !== undefined) this.follow(word, number === undefined ? null : Number(number));
      else if (symbol === '*') this.isStarred = true;
      else if (symbol !== undefined) this.add(CHARACTERS.get(symbol) ?? '');
      else if (!/^[\r\n\\]/u.test(token)) this.take(token);
    }
    this.flush();
    return { text: wellFormed(this.texts.join('')), isHtml: this.isHtml };
  }

  private open(): void {
    this.groups.push(this.here);
    this.isFirstWord = true;
    this.isStarred = false;
    this.left = 0;
  }

  private close(): void {
    this.here = this.groups.pop() ?? OUTERMOST;
    this.isFirstWord = false;
    this.isStarred = false;
    this.left = 0;
  }

  private follow(word: string, number: number | null): void {
    const isDestination = this.isFirstWord || this.isStarred;
    if (isDestination && this.enter(word)) return;
    this.isFirstWord = false;
    switch (word) {
      case 'u':
        this.addUnicode(number ?? 0);
        return;
      case 'uc':
        this.here = { ...this.here, fallbackLength: Math.min(Math.max(number ?? 1, 0), 10) };
        return;
      case 'f':
        this.here = { ...this.here, font: number };
        return;
      case 'plain':
        this.here = { ...this.here, font: null };
        return;
      case 'deff':
        this.defaultFont = number ?? -1;
        return;
      case 'ansicpg':
        this.codePage = number ?? DOCUMENT_CODE_PAGE;
        return;
      case 'fromhtml':
        this.isHtml = number !== 0;
        return;
      case 'htmlrtf':
        this.here = { ...this.here, isForRtfOnly: number !== 0 };
        return;
      case 'fcharset':
        this.noteFont(FONT_CODE_PAGES.get(number ?? 0));
        return;
      case 'cpg':
        this.noteFont(number ?? undefined);
        return;
      default:
        this.add(CHARACTERS.get(word) ?? '');
    }
  }

  /** Returns true if the word names the kind of the group. */
  private enter(word: string): boolean {
    const isKnown = word === 'htmltag' || word === 'fonttbl' || word === 'fldrslt' || word === 'shptxt';
    if (!NO_TEXT.has(word) && !this.isStarred && !isKnown) return false;
    this.isFirstWord = false;
    const isTag = word === 'htmltag' && this.isHtml;
    const isFontTable = word === 'fonttbl';
    this.here = {
      ...this.here,
      isTag: this.here.isTag || isTag,
      isFontTable,
      isSilent: this.here.isSilent || isFontTable || !isKnown || (word === 'htmltag' && !isTag),
    };
    this.isStarred = false;
    return true;
  }

  private noteFont(codePage: number | undefined): void {
    const { isFontTable, font } = this.here;
    if (!isFontTable || font === null || codePage === undefined || this.fonts.size >= MAX_FONTS) return;
    this.fonts.set(font, codePage);
  }

  private addUnicode(number: number): void {
    this.flush();
    this.left = this.here.fallbackLength;
    if (this.isHeard()) this.texts.push(String.fromCharCode(number & 0xffff));
  }

  /** Bytes, as characters of Latin-1. */
  private take(bytes: string): void {
    this.isFirstWord = false;
    const skipped = Math.min(this.left, bytes.length);
    this.left -= skipped;
    if (skipped === bytes.length || !this.isHeard()) return;
    const codePage = this.fonts.get(this.here.font ?? this.defaultFont) ?? this.codePage;
    if (codePage !== this.pendingCodePage) this.flush();
    this.pendingCodePage = codePage;
    this.pending.push(bytes.slice(skipped));
  }

  private add(character: string): void {
    if (character === '') return;
    this.flush();
    this.left = 0;
    if (this.isHeard()) this.texts.push(character);
  }

  private isHeard(): boolean {
    const { isSilent, isTag, isForRtfOnly } = this.here;
    return !isSilent && (isTag || !isForRtfOnly);
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const bytes = this.pending.join('');
    this.pending = [];
    const isPlain = /^[\0-\x7f]*$/u.test(bytes);
    if (!isPlain) this.runs += 1;
    this.texts.push(
      isPlain || this.runs > MAX_RUNS
        ? bytes
        : decodeText(Buffer.from(bytes, 'latin1'), `cp${this.pendingCodePage}`),
    );
  }
}
