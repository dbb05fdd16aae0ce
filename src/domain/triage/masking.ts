import {
  MARKS,
  namesRule,
  RULES,
  withNameParts,
  type HiddenKind,
  type MaskingRule,
} from './masking-rules.js';

/**
 * Removes secrets and personal data from text before it is sent to a model (DESIGN §5).
 * It prefers to mask too much: a model can triage "[phone]" as well as a number. Text that looks like a date or an
 * IPv4 address stays, because technicians need it. It is a safety net, not a guarantee: a secret that looks like a
 * word passes.
 */

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: HiddenKind;
}

/** Everything to hide, in order. Overlapping matches become one. */
function spansIn(text: string, rules: readonly MaskingRule[]): readonly Span[] {
  const found = rules.flatMap((rule) =>
    Array.from(text.matchAll(rule.pattern)).flatMap((match) => spanOf(text, rule, match)),
  );
  const merged: Span[] = [];
  // The sort is stable, so of spans with one start the first rule comes first.
  for (const span of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}

function spanOf(
  text: string,
  { kind, isMeant, following }: MaskingRule,
  match: RegExpExecArray,
): readonly Span[] {
  const [whole, ...groups] = match;
  if (isMeant?.(whole) === false) return [];
  const end = match.index + whole.length;
  if (following === undefined) return [{ kind, start: match.index + groups.join('').length, end }];
  following.lastIndex = end;
  const next = following.exec(text)?.[0];
  return next === undefined ? [] : [{ kind, start: end, end: end + next.length }];
}

function replaceSpans(
  text: string,
  spans: readonly Span[],
  markOf: (value: string, kind: HiddenKind) => string,
) {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, kind } of spans) {
    parts.push(text.slice(at, start), markOf(text.slice(start, end), kind));
    at = end;
  }
  return `${parts.join('')}${text.slice(at)}`;
}

/**
 * The text with every secret and every piece of personal data that it knows replaced by a mark.
 * @param names names of people who may occur in the text, hidden where they occur in full
 */
export function maskSensitive(text: string, names: readonly string[] = []): string {
  const spans = spansIn(text, [...RULES, ...namesRule(names)]);
  return replaceSpans(text, spans, (_, kind) => `[${MARKS[kind]}]`);
}

const NUMBERED = `\\[(?:${Object.values(MARKS).join('|').replaceAll(' ', '-')})-\\d{1,6}\\]`;
const ANY_MARK = new RegExp(`\\[(?:${Object.values(MARKS).join('|')})\\]|${NUMBERED}`, 'gu');

/** Hides text from a model, and puts it back into the answer. */
export interface Masking {
  /** Replaces secrets and personal data by numbered marks: "[address-1]". Equal ones get one mark. */
  readonly mask: (text: string) => string;
  /** Puts the hidden text back. `restore(mask(text))` is `text`. An unknown mark stays. */
  readonly restore: (text: string) => string;
}

/**
 * Creates a masking for one question to a model. Only what it has hidden itself comes back, so an answer cannot name
 * data of another question.
 * @param names names of people who may occur in the texts, hidden in full and in parts
 */
export function createMasking(names: readonly string[] = []): Masking {
  // A mark that the writer typed is hidden too, or it would be taken for one of ours.
  const rules: readonly MaskingRule[] = [
    { kind: 'text', pattern: new RegExp(NUMBERED, 'gu') },
    ...RULES,
    ...namesRule(withNameParts(names)),
  ];
  const hidden = new Map<string, string>();
  const marks = new Map<string, string>();
  const markOf = (value: string, kind: HiddenKind) => {
    const known = marks.get(value);
    if (known !== undefined) return known;
    const mark = `[${MARKS[kind].replaceAll(' ', '-')}-${marks.size + 1}]`;
    marks.set(value, mark);
    hidden.set(mark, value);
    return mark;
  };
  return {
    mask: (text) => replaceSpans(text, spansIn(text, rules), markOf),
    restore: (text) => text.replaceAll(new RegExp(NUMBERED, 'gu'), (mark) => hidden.get(mark) ?? mark),
  };
}

/** Returns the text without the marks, for word search: "[address]" is not a word of the requester. */
export function withoutMarks(text: string): string {
  return text.replaceAll(ANY_MARK, ' ');
}
