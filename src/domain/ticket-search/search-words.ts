/** Words of a ticket that are kept. Later ones are not found. */
export const MAX_TICKET_WORDS = 1_000;
/** Words of a query that count. */
const MAX_SOUGHT = 8;
/** Letters of a word that are kept. */
const MAX_WORD = 40;
/** Shorter beginnings match too many words. */
const MIN_PREFIX = 3;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const ACCENTS = /[\u0300-\u036f]/gu;
/** Scripts without blanks between words. */
const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** Before words that only internal notes have. No word begins with it. */
const INTERNAL = '!';

/**
 * The different words of a text as tickets are found by them: without case, accents and punctuation. Runs of scripts
 * without blanks become pairs of letters.
 */
export function ticketWords(text: string, limit = MAX_TICKET_WORDS): readonly string[] {
  const plain = text.normalize('NFKD').replaceAll(ACCENTS, '').normalize('NFC').toLowerCase();
  const found = new Set<string>();
  for (const [word] of plain.replaceAll(RUN, (run) => ` ${run} `).matchAll(WORD)) {
    for (const each of isRun(word) ? pairsOf(word) : [Array.from(word).slice(0, MAX_WORD).join('')]) {
      if (found.size >= limit) return [...found];
      found.add(each);
    }
  }
  return [...found];
}

function isRun(word: string): boolean {
  return word.search(RUN) === 0;
}

function pairsOf(run: string): readonly string[] {
  const letters = Array.from(run);
  if (letters.length < 2) return [run];
  return letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`);
}

/** The stored words of a ticket: those of public texts, and those that only internal notes have, marked. */
export function storedWords(
  publicTexts: readonly string[],
  internalTexts: readonly string[],
): readonly string[] {
  const open = ticketWords(publicTexts.join('\n'));
  const isOpen = new Set(open);
  const internal = ticketWords(internalTexts.join('\n')).filter((word) => !isOpen.has(word));
  return [...open, ...internal.map((word) => `${INTERNAL}${word}`)].slice(0, MAX_TICKET_WORDS);
}

/** A word that must occur. `isPrefix`: longer words match as well. */
export interface SoughtWord {
  readonly word: string;
  readonly isPrefix: boolean;
}

/** The words of a query, longest first: the rarest is sought first. */
export function soughtWords(text: string): readonly SoughtWord[] {
  const words = ticketWords(text, 10 * MAX_SOUGHT).map((word) => ({
    word,
    isPrefix: isRun(word) ? Array.from(word).length === 1 : word.length >= MIN_PREFIX,
  }));
  return words.sort((a, b) => b.word.length - a.word.length).slice(0, MAX_SOUGHT);
}

/** The stored forms of a word that a reader may find. */
export function formsOf(word: string, readsInternal: boolean): readonly string[] {
  return readsInternal ? [word, `${INTERNAL}${word}`] : [word];
}

/** A found ticket, with the words of its title and all stored words. */
export interface FoundTicket {
  readonly id: string;
  readonly title: readonly string[];
  readonly words: readonly string[];
}

/** Ids by relevance: words in the title before others, whole words before beginnings, then the newest. */
export function rankTickets(found: readonly FoundTicket[], sought: readonly SoughtWord[]): readonly string[] {
  const scored = found.map(({ id, title, words }) => {
    const [inTitle, inAll] = [new Set(title), new Set(words)];
    const scoreOf = ({ word }: SoughtWord): number => {
      if (inTitle.has(word)) return 4;
      if (title.some((each) => each.startsWith(word))) return 3;
      return formsOf(word, true).some((form) => inAll.has(form)) ? 2 : 1;
    };
    return { id, score: sought.reduce((sum, each) => sum + scoreOf(each), 0) };
  });
  return scored.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
}
