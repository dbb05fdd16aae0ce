/** The line above a quote that says who wrote it and when, as mail programs put it in their languages. */

/** Longer lines are a person's text. It also bounds the work of the patterns. */
const MAX_LINE = 400;
/** Programs break the line where it gets long. */
const MAX_LINES = 3;
/** Blank lines between it and the quote. */
const MAX_GAP = 4;

const VERBS = [
  'wrote',
  'schrieb',
  'schrieben',
  'geschrieben',
  'a écrit',
  'escribió',
  'escreveu',
  'ha scritto',
  'schreef',
  'skrev',
  'kirjoitti',
  'napisał',
  'napisał\\(a\\)',
  'napisała',
  'napsal\\(a\\)',
  'írta',
  'yazdı',
  'написал',
  'написал\\(а\\)',
  'пишет',
  'ने लिखा',
  '写道',
  '寫道',
  'のメール',
  '작성',
];
const SAYS = new RegExp(`(?:^|[\\s>\\])"'])(?:${VERBS.join('|')})(?=$|[\\s:：<"'])`, 'iu');
const ENDS = /[:：][\s*_-]*$/u;
/** Yahoo's program for Android begins the quote behind it. */
const SAME_LINE = /^.{0,300}?[:：]\s{2,}(?=\S)/u;
const ADDRESS = /[^\s<>"@]{1,64}@[^\s<>"@]{1,255}/u;
const YEAR = /(?:^|\D)(?:19|20)\d\d(?:\D|$)/u;
const OPENING = /^[\s*_-]*(?:On|Am|Le|El|Em|Op|Il|Den|W dniu|Dnia|Dne|在|於)\s/u;

/**
 * How many lines from `index` on are such a line; 0 for none. `ours` are the addresses of this desk: a line that names
 * one and ends in a colon is one in any language.
 */
export function attributionAt(lines: readonly string[], index: number, ours: readonly string[]): number {
  for (let count = 1; count <= MAX_LINES; count += 1) {
    const part = lines.slice(index, index + count);
    if (part.length < count || part.some((line) => line.trim() === '')) return 0;
    const text = part.join(' ');
    if (text.length > MAX_LINE) return 0;
    const [said] = SAME_LINE.exec(text) ?? [];
    if (said !== undefined) return ADDRESS.test(said) && SAYS.test(said) ? count : 0;
    if (ENDS.test(text)) return isAttribution(text, ours, quotesFollow(lines, index + count)) ? count : 0;
  }
  return 0;
}

function isAttribution(text: string, ours: readonly string[], isQuoted: boolean): boolean {
  if (ours.some((address) => text.toLowerCase().includes(address))) return true;
  if (!SAYS.test(text)) return false;
  // A person writes "Bob wrote:" too, and goes on in their own words.
  return isQuoted || ADDRESS.test(text) || (OPENING.test(text) && YEAR.test(text));
}

function quotesFollow(lines: readonly string[], index: number): boolean {
  return (
    lines
      .slice(index, index + MAX_GAP)
      .find((line) => line.trim() !== '')
      ?.startsWith('>') === true
  );
}
