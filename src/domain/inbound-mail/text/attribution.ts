import { beginsWithVerb, isNameLike, opensAttribution, saysWho, withoutVerbs } from './attribution-words.js';
import { afterDate, hasAddress, hasDate, hasTime } from './plain-line.js';

/**
 * Detects the line above a quote that names its author and date, as mail programs write it in their languages.
 */

/** Longer lines are a person's text. It also bounds the work of the patterns. */
const MAX_LINE = 400;
/** Programs break a long attribution into lines. */
const MAX_LINES = 4;
/** Blank lines between it and the quote. */
const MAX_GAP = 4;

const ENDS = /[:：][\s*_-]*$/u;
/** Zoho's programs draw a line of it: `---- On … wrote ----`. */
const DRAWN_BEGINS = /^\s*-{3,}\s/u;
const DRAWN_ENDS = /\s-{3,}\s*$/u;
/** Yahoo's program for Android begins the quote behind it. */
const SAME_LINE = /^.{0,300}?[:：]\s{2,}(?=\S)/u;
const BRACKETED = /[<([]\s?[^\s<>()[\]@]{1,64}@[^\s<>()[\]@]{1,255}/u;
/** The rest of a line that was broken within the address, or before the verb. */
const IS_REST = /^(?:[<([]|[^\s<>@]{1,64}@\S)/u;
/** "Mon, Feb 2", "2 Feb", "2026-02-02", "2026年": a date, perhaps behind the name of the day. */
const DATE_FIRST =
  /^[\s*_-]*(?:[\p{L}\p{M}]{1,14}[.,]{0,2}\s{1,2}){0,2}(?:den |de )?\p{Nd}{1,4}(?:[./年년-]|[.,]?\s)/u;
/** An address that was broken off before its closing bracket. */
const OPEN_ADDRESS = /<[^<>\s]{0,64}@[^<>\s]{1,255}$/u;
/** The end of a sentence; dates and abbreviations end in a full stop as well. */
const SENTENCE_END = /(?:[!?…]|\p{Ll}{6}\.)["')]?$/u;

/**
 * Returns how many lines that end at `end` form an attribution; 0 for none.
 * It takes the fewest possible lines, because a person wrote the text above.
 * @param lines plain ones (`plainLine`)
 * @param ours addresses of this help desk, in lower case: a line with a date and one of them is an attribution in any
 *   language
 */
export function attributionEndingAt(lines: readonly string[], end: number, ours: readonly string[]): number {
  const last = unmarked(lines[end] ?? '');
  if (!canEnd(last)) return 0;
  const isQuoted = quotesFollow(lines, end + 1);
  const reach = lines.slice(Math.max(0, end + 1 - MAX_LINES), end + 1).join(' ');
  if (!isQuoted && !saysWho(reach) && !DRAWN_ENDS.test(last) && !namesUs(reach, ours)) return 0;
  let whole = 0;
  for (let count = 1; count <= MAX_LINES && count <= end + 1; count += 1) {
    const part = lines.slice(end + 1 - count, end + 1).map((line) => unmarked(line).trim());
    const [top = ''] = part;
    if (top === '' || (count > 1 && !isBroken(lines, end + 1 - count))) break;
    const text = part.join(' ');
    if (text.length > MAX_LINE) break;
    if (!isAttribution(text, ours, isQuoted)) continue;
    if (beginsOne(top)) return whole === 0 || isHeadOf(part, whole) ? count : whole;
    const isWhole = count === 1 || BRACKETED.test(top) || saysWho(top);
    if (whole === 0 && isWhole) whole = count;
  }
  return whole;
}

/** Some programs mark it as they mark the quote. */
function unmarked(line: string): string {
  return line.replace(/^>[>\s]*/u, '');
}

/** Returns true if the line at `index` and the next one can be one broken line. */
function isBroken(lines: readonly string[], index: number): boolean {
  const [line = '', next = ''] = lines.slice(index, index + 2);
  if (SENTENCE_END.test(line)) return false;
  // A `>` after a line break within an address is not a quote mark.
  return line.startsWith('>') === next.startsWith('>') || OPEN_ADDRESS.test(line);
}

function canEnd(line: string): boolean {
  if (line.trim() === '' || line.length > MAX_LINE) return false;
  return [ENDS, DRAWN_ENDS, SAME_LINE, DATE_FIRST].some((pattern) => pattern.test(line));
}

function beginsOne(top: string): boolean {
  return opensAttribution(top) || DATE_FIRST.test(top) || DRAWN_BEGINS.test(top);
}

/**
 * Returns true if the lines above the last `whole` ones begin the same attribution:
 * a date, and at most a name. A person who writes "On Monday it broke" above "Bob wrote:" has written their own line.
 */
function isHeadOf(part: readonly string[], whole: number): boolean {
  const [head, said] = [part.slice(0, -whole).join(' '), part.slice(-whole).join(' ')];
  if (IS_REST.test(said) || beginsWithVerb(said)) return /\p{Nd}/u.test(head);
  return (hasDate(head) || hasTime(head)) && isNameLike(withoutVerbs(afterDate(head)));
}

function isAttribution(text: string, ours: readonly string[], isQuoted: boolean): boolean {
  if (DRAWN_BEGINS.test(text) && DRAWN_ENDS.test(text)) return hasDate(text) && isFromSomebody(text);
  const [said] = SAME_LINE.exec(text) ?? [];
  if (said !== undefined) return beginsOne(said) && hasAddress(said) && saysWho(said);
  if (!ENDS.test(text)) return isQuoted && isDateAndName(text);
  if (namesUs(text, ours) && (isQuoted || hasDate(text))) return true;
  if (saysWho(text)) return isSaid(text, isQuoted);
  return isQuoted && BRACKETED.test(text) && (hasDate(text) || hasTime(text));
}

function namesUs(text: string, ours: readonly string[]): boolean {
  return ours.some((address) => text.toLowerCase().includes(address));
}

function isFromSomebody(text: string): boolean {
  return hasAddress(text) || saysWho(text);
}

/** A person may write "the printer wrote:" and continue in their own words. */
function isSaid(text: string, isQuoted: boolean): boolean {
  if (BRACKETED.test(text)) return true;
  const isDatedWell = beginsOne(text) && hasDate(text) && (hasTime(text) || isQuoted);
  if (isDatedWell && (hasAddress(text) || isNameLike(afterDate(withoutVerbs(text)), isQuoted ? 1 : 0))) {
    return true;
  }
  return isQuoted && (hasAddress(text) || /\p{Lu}/u.test(text)) && isNameLike(withoutVerbs(text));
}

/** Older programs of Google write no more: `2026-02-02 10:00 GMT+01:00 Help Desk <help@desk.example>`. */
function isDateAndName(text: string): boolean {
  if (!DATE_FIRST.test(text) || !hasDate(text)) return false;
  return /<[^<>\s]{1,64}@[^<>\s]{1,255}>$/u.test(text) || (hasTime(text) && isNameLike(afterDate(text)));
}

function quotesFollow(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index, index + MAX_GAP + 1).find((line) => line.trim() !== '');
  return next !== undefined && /^[>|]/u.test(next);
}
