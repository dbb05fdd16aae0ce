import { headerKindOf } from '../header-names.js';
import { plainLine } from '../text/plain-line.js';

/** Texts of our mails to staff in every language, with `{placeholders}`; `{number}` is a ticket number. */
export interface OwnTexts {
  /** Recognized at any place. */
  readonly sentences: readonly string[];
  /** Recognised at the start of a line, before a colon. */
  readonly headings: readonly string[];
  /** Labels of ticket facts: `Priority: high`, or alone on a line. */
  readonly labels: readonly string[];
  /** Recognised at the start of a line, followed only by a link. */
  readonly links: readonly string[];
}

/** The same, made to be looked for: {@link quotesOwnPhrase}. */
export interface OwnPhrases {
  readonly sentence: RegExp;
  readonly heading: RegExp;
  readonly link: RegExp;
  /** As {@link squashed} makes them. */
  readonly labels: ReadonlySet<string>;
}

/** Placeholder for a ticket number in a squashed text. */
const NUMBER = '#';
/** Minimum letters of a phrase. Next to a ticket number, fewer are enough. */
const MIN_LETTERS = 12;
const MIN_LETTERS_WITH_NUMBER = 7;
/** The pattern of a placeholder. */
const FILLED = '.{1,80}?';
/** Shorter parts of a hint may be anybody's words. */
const MIN_HINT = 16;

/** Makes phrases of the texts of our mails: each sentence of them is one. */
export function ownPhrases({ sentences, headings, labels, links }: OwnTexts): OwnPhrases {
  const whole = sentences.flatMap((text) => text.split(/(?<=[.!?।;])\s/u)).flatMap(patternOf);
  return {
    sentence: anyOf(whole),
    heading: new RegExp(`^(?:\\[${NUMBER}\\])?${anyOf(headings.map(filled)).source}[:：]`, 'u'),
    link: new RegExp(`^${anyOf(links.map(filled)).source}(?:$|[:：([<])`, 'u'),
    labels: new Set(labels.map(squashed)),
  };
}

/**
 * Returns true for a text with words of our mails to staff, whatever its line breaks and marks:
 * a sentence, the beginning of a subject, ticket facts, or a number as in a subject. A number within a person's own
 * sentence does not count.
 */
export function quotesOwnPhrase(text: string, { sentence, heading, link, labels }: OwnPhrases): boolean {
  if (sentence.test(squashed(text))) return true;
  const lines = text.split('\n').map((line) => plainLine(line).replace(/^[\s>|*_]+/u, ''));
  const isOurs = (line: string) => {
    const short = squashed(line);
    return heading.test(short) || link.test(short) || short.includes(`[${NUMBER}]`) || short === NUMBER;
  };
  return lines.some(isOurs) || lines.some(hasNumberInSubject) || hasFacts(lines, labels);
}

/**
 * Returns true for a text with a part that only staff may read, such as the triage notes.
 * @param known text of the requester: their own words are not secret
 */
export function repeatsHint(text: string, hints: readonly string[], known: readonly string[]): boolean {
  const [said, theirs] = [squashed(text), squashed(known.join('\n'))];
  return hints
    .flatMap((hint) => hint.split(/(?<=[.!?।;])\s|\n/u))
    .map(squashed)
    .some((part) => part.length >= MIN_HINT && said.includes(part) && !theirs.includes(part));
}

/** In small letters, without what programs put between and around words when they quote them. */
function squashed(text: string): string {
  return plainLine(text)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’‘`]/gu, "'")
    .replaceAll(/[\s>=|*_]+/gu, '')
    .replaceAll(/tkt-\d{4}-\d{6,12}/gu, NUMBER);
}

/** Matches the fixed words in order, with any text between; empty if they say too little. */
function patternOf(sentence: string): readonly string[] {
  const pattern = filled(sentence.replace(/[.!?।;:：]+$/u, ''));
  const fixed = pattern.replaceAll(FILLED, '').replaceAll(/\\./gu, '');
  const letters = fixed.replaceAll(/[^\p{L}\p{M}]/gu, '').length;
  const enough = fixed.includes(NUMBER) ? MIN_LETTERS_WITH_NUMBER : MIN_LETTERS;
  return letters < enough ? [] : [pattern.replaceAll(/^(?:\.\{1,80\}\?)+|(?:\.\{1,80\}\?)+$/gu, '')];
}

function filled(template: string): string {
  const parts = template.replaceAll('{number}', 'TKT-2026-000042').split(/\{\w+\}/u);
  return parts.map((part) => squashed(part).replaceAll(/[$()*+.?[\\\]^{|}/]/gu, '\\$&')).join(FILLED);
}

/** A pattern that matches any of these; nothing if the list is empty. */
function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.length === 0 ? '(?!)' : `(?:${patterns.join('|')})`, 'u');
}

function hasNumberInSubject(line: string): boolean {
  return headerKindOf(line) === 'subject' && squashed(line).includes(NUMBER);
}

/** One line `Priority: high`; two lines if the label is also a header name, or is alone on its line. */
function hasFacts(lines: readonly string[], labels: ReadonlySet<string>): boolean {
  const found = new Set<string>();
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([^:：]{1,60})\s*([:：].*)?$/u.exec(line) ?? [];
    const label = squashed(name);
    if (!labels.has(label)) continue;
    if (/[:：]\s*\S/u.test(rest) && headerKindOf(line) === null) return true;
    found.add(label);
  }
  return found.size > 1;
}
