import iconv from 'iconv-lite';

/** The charset of the bytes after an escape sequence, with the high bit set. */
interface Mode {
  readonly codec: string;
  readonly width: 1 | 2;
  /** Precedes each character in the 8-bit form of the charset. */
  readonly prefix: readonly number[];
}

const ESC = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const TILDE = 0x7e;
const LF = 0x0a;
const ASCII = 'us-ascii';

const JAPANESE: Mode = { codec: 'euc-jp', width: 2, prefix: [] };
const SUPPLEMENT: Mode = { codec: 'euc-jp', width: 2, prefix: [0x8f] };
const KATAKANA: Mode = { codec: 'euc-jp', width: 1, prefix: [0x8e] };
const KOREAN: Mode = { codec: 'cp949', width: 2, prefix: [] };
const CHINESE: Mode = { codec: 'gb18030', width: 2, prefix: [] };

/**
 * Character sets by escape sequence (ISO 2022; RFC 1468, RFC 1554, RFC 1557, RFC 1922).
 * Null: ASCII or nearly so. Longer sequences come first.
 */
const ESCAPES: readonly (readonly [sequence: string, mode: Mode | null])[] = [
  ['$(D', SUPPLEMENT],
  ['$(C', KOREAN],
  ['$(@', JAPANESE],
  ['$(B', JAPANESE],
  ['$(O', JAPANESE],
  ['$(Q', JAPANESE],
  ['$@', JAPANESE],
  ['$B', JAPANESE],
  ['$A', CHINESE],
  ['(I', KATAKANA],
  ['(B', null],
  ['(J', null],
];
/** The charsets of SHIFT OUT. */
const DESIGNATIONS: readonly (readonly [sequence: string, mode: Mode])[] = [
  ['$)C', KOREAN],
  ['$)A', CHINESE],
];

/** True for 7-bit text that shifts to Japanese: no other text has these escape sequences. */
export function shiftsToJapanese(bytes: Buffer): boolean {
  return bytes.includes('\x1b$B', 0, 'latin1') || bytes.includes('\x1b$@', 0, 'latin1');
}

/** Reads 7-bit text with shifts: `iso-2022-jp`, `iso-2022-kr`, `iso-2022-cn`, `hz`. In linear time. */
export function decodeShifted(bytes: Buffer, charset: string): string {
  const reader = new Reader(bytes);
  return charset === 'hz' ? reader.readHz() : reader.readEscapes();
}

class Reader {
  private readonly pieces: string[] = [];
  private codec = ASCII;
  private run: number[] = [];
  private mode: Mode | null = null;
  private shifted: Mode = KOREAN;
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  readEscapes(): string {
    while (this.at < this.bytes.length) {
      const byte = this.byte();
      if (byte === ESC) this.escape();
      else if (byte === SHIFT_OUT) this.shift(this.shifted);
      else if (byte === SHIFT_IN) this.shift(null);
      else this.take(byte);
    }
    return this.done();
  }

  /** RFC 1843. */
  readHz(): string {
    while (this.at < this.bytes.length) {
      const byte = this.byte();
      const next = this.bytes[this.at + 1];
      if (byte !== TILDE || next === undefined) this.take(byte);
      else if (next === 0x7b) this.shift(CHINESE, 2);
      else if (next === 0x7d) this.shift(null, 2);
      else if (next === LF) this.at += 2;
      else {
        this.put(ASCII, [TILDE]);
        this.at += next === TILDE ? 2 : 1;
      }
    }
    return this.done();
  }

  private byte(): number {
    return this.bytes[this.at] ?? 0;
  }

  private escape(): void {
    const text = this.bytes.toString('latin1', this.at + 1, this.at + 4);
    const [sequence, mode = null] = ESCAPES.find(([each]) => text.startsWith(each)) ?? [];
    const [designation, shifted] = DESIGNATIONS.find(([each]) => text.startsWith(each)) ?? [];
    if (shifted !== undefined) this.shifted = shifted;
    if (sequence !== undefined) this.mode = mode;
    // An unknown sequence is skipped with its letter, because it shows nothing.
    this.at += 1 + (sequence ?? designation ?? '').length;
  }

  private shift(mode: Mode | null, length = 1): void {
    this.mode = mode;
    this.at += length;
  }

  private take(byte: number): void {
    const next = this.bytes[this.at + 1] ?? 0;
    const { mode } = this;
    // A line ends in ASCII, even if its escape sequence was lost.
    if (byte === LF) this.mode = null;
    if (mode === null || byte <= 0x20 || (mode.width === 2 && next <= 0x20)) {
      this.putSingle(byte);
      this.at += 1;
      return;
    }
    const character = mode.width === 2 ? [byte | 0x80, next | 0x80] : [byte | 0x80];
    this.put(mode.codec, [...mode.prefix, ...character]);
    this.at += mode.width;
  }

  private putSingle(byte: number): void {
    if (byte < 0x80) {
      this.put(ASCII, [byte]);
      return;
    }
    this.flush(ASCII);
    this.pieces.push('\ufffd');
  }

  private put(codec: string, bytes: readonly number[]): void {
    if (codec !== this.codec) this.flush(codec);
    this.run.push(...bytes);
  }

  private flush(codec: string): void {
    const run = Buffer.from(this.run);
    this.pieces.push(this.codec === ASCII ? run.toString('latin1') : iconv.decode(run, this.codec));
    this.run = [];
    this.codec = codec;
  }

  private done(): string {
    this.flush(ASCII);
    return this.pieces.join('');
  }
}
