const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Accents of Latin, Greek and Cyrillic letters. Vowel signs of other scripts are not accents and stay. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** Maximum characters of a text that are read. The subject of a ticket is at its beginning. */
const MAX_CHARACTERS = 4_000;

/** Maximum characters of a word that are read: a longer one is a key or a path, not a word. */
const MAX_WORD_LENGTH = 40;

const MIN_GRAM = 3;
const MAX_GRAM = 5;

/** Both ends of a word, so that `_pr` is another feature than the `pr` inside "spring". */
const WORD_END = 0x5f;

// FNV-1a: fast on short keys, and 32 bits are enough for some 100,000 features.
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Keeps a word, a pair of words and a part of a word apart although they have the same letters. */
const SALT = { word: 1, pair: 2, part: 3 } as const;

/** The features of one text: hashes in ascending order, and how often each occurs. */
export interface Features {
  readonly hashes: Uint32Array;
  readonly counts: Uint16Array;
}

/**
 * Returns the words, pairs of words, and parts of words (3 to 5 characters) of a text, as hashes.
 * Hashes need less memory than words, and nobody can read a ticket out of a stored model.
 */
export function featuresOf(text: string): Features {
  const hashes: number[] = [];
  let previous: number | null = null;
  for (const word of wordsOf(text)) {
    const hash = hashOf(word);
    hashes.push(ofWord(mix(hash, SALT.word)));
    if (previous !== null) hashes.push(ofWord(mix(mix(previous, SALT.pair), hash)));
    previous = hash;
    addParts(word, hashes);
  }
  return counted(Uint32Array.from(hashes).sort());
}

function wordsOf(text: string): readonly string[] {
  const plain = text.slice(0, MAX_CHARACTERS).normalize('NFKD').replace(ACCENTS, '').normalize('NFC');
  return (plain.toLowerCase().match(WORD) ?? []).map((word) => word.slice(0, MAX_WORD_LENGTH));
}

function hashOf(word: string): number {
  let hash = FNV_BASIS;
  for (let index = 0; index < word.length; index += 1) hash = mix(hash, word.charCodeAt(index));
  return hash;
}

function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, FNV_PRIME) >>> 0;
}

/** Adds the hash of every part of the word, with its ends. Extends one hash instead of cutting strings. */
function addParts(word: string, hashes: number[]): void {
  const end = word.length + 1;
  const codeAt = (index: number) => (index === 0 || index === end ? WORD_END : word.charCodeAt(index - 1));
  for (let start = 0; start <= end - MIN_GRAM + 1; start += 1) {
    let hash = mix(FNV_BASIS, SALT.part);
    for (let index = start; index <= Math.min(end, start + MAX_GRAM - 1); index += 1) {
      hash = mix(hash, codeAt(index));
      if (index - start + 1 >= MIN_GRAM) hashes.push(ofPart(finished(hash)));
    }
  }
}

/** The lowest bit tells words and pairs from parts of words. */
const PART_BIT = 1;

/** Returns true for the hash of a part of a word. */
export function isPart(hash: number): boolean {
  return (hash & PART_BIT) === PART_BIT;
}

function ofWord(hash: number): number {
  return (hash & ~PART_BIT) >>> 0;
}

function ofPart(hash: number): number {
  return (hash | PART_BIT) >>> 0;
}

/** FNV changes the high bits little at the end of a key; parts of words differ only there. */
function finished(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}

function counted(sorted: Uint32Array): Features {
  const hashes = new Uint32Array(sorted.length);
  const counts = new Uint16Array(sorted.length);
  let size = 0;
  for (const hash of sorted) {
    if (size === 0 || hashes[size - 1] !== hash) {
      hashes[size] = hash;
      size += 1;
    }
    counts[size - 1] = Math.min(0xffff, (counts[size - 1] ?? 0) + 1);
  }
  return { hashes: hashes.slice(0, size), counts: counts.slice(0, size) };
}
