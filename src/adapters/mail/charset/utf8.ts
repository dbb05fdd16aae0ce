/** If this many invalid sequences surround one valid sequence, it is valid by chance. */
const CHANCE = 10;
const LESS_THAN = 0x3c;
const SPACE = 0x20;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Decodes bytes as UTF-8; null if they are not valid. */
export function strictUtf8(bytes: Buffer): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Decodes bytes that claim to be UTF-8, or claim nothing, but contain invalid bytes.
 * Words of valid UTF-8 stay, and `decode` reads the others. Runs in linear time.
 */
export function repairedUtf8(bytes: Buffer, decode: (part: Buffer) => string): string {
  const all = sequencesIn(bytes, 0, bytes.length);
  if (all.valid * CHANCE < all.invalid) return decode(bytes);
  const pieces: string[] = [];
  let start = 0;
  let isUtf8 = true;
  const flush = (end: number) => {
    const part = bytes.subarray(start, end);
    pieces.push(isUtf8 ? part.toString('utf8') : decode(part));
    start = end;
  };
  for (let at = 0; at < bytes.length;) {
    const end = wordEnd(bytes, at);
    const { valid, invalid, isCut } = sequencesIn(bytes, at, end);
    // Text that ends within a character was cut.
    const isWord = valid >= invalid || (isCut && invalid === 1 && all.valid > 0 && end === bytes.length);
    if (isWord !== isUtf8) flush(at);
    isUtf8 = isWord;
    at = end;
  }
  flush(bytes.length);
  return pieces.join('');
}

/** A word begins with the text between it and the one before. */
function wordEnd(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && (bytes[at] ?? 0) > SPACE && bytes[at] !== LESS_THAN) at += 1;
  return at;
}

interface Sequences {
  /** Characters beyond ASCII. */
  readonly valid: number;
  /** As many as a decoder would replace. */
  readonly invalid: number;
  /** True if the last character is incomplete. */
  readonly isCut: boolean;
}

function sequencesIn(bytes: Buffer, start: number, end: number): Sequences {
  let [valid, invalid] = [0, 0];
  let isCut = false;
  for (let at = start; at < end;) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const needed = followers(byte);
    const found = followersAt(bytes, at, Math.min(end, at + 1 + needed));
    if (needed > 0 && found === needed) valid += 1;
    else invalid += 1;
    isCut = needed > found && at + 1 + found === end;
    at += 1 + found;
  }
  return { valid, invalid, isCut };
}

/** Returns how many bytes follow the first byte of a character; 0 for an invalid first byte. */
function followers(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
}

function followersAt(bytes: Buffer, lead: number, end: number): number {
  let at = lead + 1;
  while (at < end && isFollower(bytes[at] ?? 0, at === lead + 1 ? (bytes[lead] ?? 0) : 0)) at += 1;
  return at - lead - 1;
}

/** The second byte of some characters has narrower bounds (Unicode 17, table 3-7). */
function isFollower(byte: number, lead: number): boolean {
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return byte >= least && byte <= most;
}
