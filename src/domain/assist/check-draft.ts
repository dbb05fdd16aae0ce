import { withoutMarks } from '../triage/masking.js';
import { wordsOf } from '../triage/words.js';
import { hasLink, toPlainLine } from './plain-answer.js';

/** One sentence of a model, and the source that it names. */
export interface DraftSentence {
  readonly text: string;
  readonly source: string | null;
}

/** What a sentence may take from. Written by staff. */
export interface DraftSource {
  readonly ref: string;
  readonly text: string;
}

interface Context {
  readonly sources: readonly DraftSource[];
  /** What strangers wrote. A sentence that repeats it states nothing of a source. */
  readonly untrusted: string;
  readonly languageOf: (text: string) => string;
}

interface CheckedDraft {
  readonly kept: readonly DraftSentence[];
  readonly dropped: number;
}

const MAX_SENTENCE = 600;
/** A sentence in the language of its source has at least this share of its words from there. */
const MIN_SHARE = 0.3;
/** A sentence with this share of its words from the ticket repeats the ticket. */
const ECHO_SHARE = 0.5;
/** Shorter words are in every text. */
const MIN_WORD = 4;
const QUESTION = /[?？]$/u;
/** Numbers, addresses, paths, host names: what a wrong answer does harm with. */
const DETAIL = /[^\s"'()[\]]*[\d@\\/_=][^\s"'()[\]]*|[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** No draft asks for these. */
const SECRET =
  /pass ?(?:word|phrase|code)|\bpin\b|\botp\b|api.?key|secret|passwor?t|kennwort|contraseña|clave|mot de passe|senha|पासवर्ड|token/iu;

/**
 * Keeps the sentences that a draft may have: those that name a source and take from it, and questions.
 * A model that obeys the ticket names a source for the attacker's words; they are not in it.
 */
export function checkDraft(sentences: readonly DraftSentence[], context: Context): CheckedDraft {
  const plain = sentences
    .map(({ text, source }) => ({ source, text: toPlainLine(text, MAX_SENTENCE) }))
    .filter(({ text }) => text !== '');
  const kept = plain.flatMap((sentence) => {
    const source = context.sources.find(({ ref }) => ref === sentence.source);
    if (source !== undefined) return isTakenFrom(sentence.text, source.text, context) ? [sentence] : [];
    return isHarmlessQuestion(sentence.text, context) ? [{ ...sentence, source: null }] : [];
  });
  return { kept, dropped: plain.length - kept.length };
}

function isTakenFrom(text: string, source: string, { untrusted, languageOf }: Context): boolean {
  if (hasLink(text)) return false;
  // A quotation.
  if (toPlainLine(source, source.length).includes(text)) return true;
  if (!detailsOf(text).every((detail) => source.toLowerCase().includes(detail))) return false;
  const ofSource = shareOf(text, source);
  const ofTicket = shareOf(text, untrusted);
  if (ofTicket >= ECHO_SHARE && ofTicket > ofSource) return false;
  return languageOf(text) !== languageOf(source) || ofSource >= MIN_SHARE;
}

function isHarmlessQuestion(text: string, { sources, untrusted }: Context): boolean {
  if (!QUESTION.test(text) || hasLink(text) || SECRET.test(text)) return false;
  const known = [untrusted, ...sources.map((source) => source.text)].join('\n').toLowerCase();
  return detailsOf(text).every((detail) => known.includes(detail)) && shareOf(text, untrusted) < ECHO_SHARE;
}

function detailsOf(text: string): readonly string[] {
  const found = withoutMarks(text.replace(/^\d{1,2}[.)]\s/u, '')).match(DETAIL) ?? [];
  return found
    .map((detail) => detail.toLowerCase().replaceAll(/^[.,;:!?]+|[.,;:!?]+$/gu, ''))
    .filter((detail) => detail !== '');
}

/** The share of the longer words of `text` that `other` has too; 0 for a text without any. */
function shareOf(text: string, other: string): number {
  const words = longWords(text);
  if (words.length === 0) return 0;
  const known = new Set(longWords(other));
  return words.filter((word) => known.has(word)).length / words.length;
}

function longWords(text: string): readonly string[] {
  return wordsOf(withoutMarks(text)).filter((word) => Array.from(word).length >= MIN_WORD);
}
