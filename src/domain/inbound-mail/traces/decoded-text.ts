import { decodeText, isBinary, printableRuns } from './bytes-as-text.js';
import { withoutEntities } from '../text/entities.js';
import { base64Blocks, encodedWords, unescaped, unprefixed, unquoted, uuencoded } from './text-codings.js';

/** Base64 can contain base64 again, as in nested mails. */
const MAX_DEPTH = 4;
/**
 * Maximum size of all readings together, relative to their source.
 * Some files are made to have many readings.
 */
const MAX_GROWTH = 24;
const MIN_BUDGET = 1_000_000;

/** Decompresses some bytes; null for uncompressed bytes. */
export type Inflate = (bytes: Uint8Array) => readonly Uint8Array[] | null;

/**
 * Yields all readable texts of these bytes:
 * as they are, without markup, and decoded, also several times. Runs in linear time.
 */
export function* readings(bytes: Uint8Array, inflate: Inflate = () => null): Generator<string> {
  yield* new Reader(bytes.length, inflate).ofBytes(bytes, MAX_DEPTH);
}

/** The same for a text. */
export function* textReadings(text: string): Generator<string> {
  yield* new Reader(text.length, () => null).ofText(text, MAX_DEPTH);
}

class Reader {
  private left: number;

  constructor(
    length: number,
    private readonly inflate: Inflate,
  ) {
    this.left = Math.max(length * MAX_GROWTH, MIN_BUDGET);
  }

  *ofBytes(bytes: Uint8Array, depth: number): Generator<string> {
    const text = decodeText(bytes);
    if (isBinary(text)) {
      yield text;
      yield* this.ofText(printableRuns(bytes), depth);
    } else {
      yield* this.ofText(text, depth);
    }
    if (depth === 0) return;
    for (const piece of this.inflate(bytes) ?? []) yield* this.ofBytes(piece, depth - 1);
  }

  *ofText(text: string, depth: number): Generator<string> {
    this.left -= text.length;
    if (this.left < 0) return;
    yield text;
    const plain = withoutEntities(text);
    if (plain !== text) yield plain;
    if (plain.includes('<')) yield plain.replaceAll(/<[^<>]{0,10000}>/gu, '');
    if (depth === 0) return;
    const bare = unprefixed(text);
    if (bare !== text) yield bare;
    for (const decode of [unquoted, unescaped, encodedWords]) {
      const decoded = decode(bare);
      if (decoded !== bare) yield* this.ofText(decoded, depth - 1);
    }
    for (const decode of [base64Blocks, uuencoded]) {
      for (const bytes of decode(bare)) yield* this.ofBytes(bytes, depth - 1);
    }
  }
}
