import { saysWho } from './attribution-words.js';

/** "AM> Which lamp?", as The Bat! marks what Anna Meyer has written. */
const INITIALS = /^\s?(\p{Lu}{1,3}>)/u;
/** Blank lines between the line that says who wrote it and the first mark. */
const MAX_GAP = 3;

/**
 * Lines whose marks have initials, with plain marks. They are known by the line above them that says who wrote it: people
 * copy the prompts of programs, such as `SQL>`.
 */
export function withPlainMarks(lines: readonly string[]): readonly string[] {
  const mark = lines
    .map((line, index) => ({ mark: INITIALS.exec(line)?.[1], index }))
    .find((found) => found.mark !== undefined && isIntroduced(lines, found.index))?.mark;
  if (mark === undefined) return lines;
  return lines.map((line) => {
    const bare = line.trimStart();
    return bare.startsWith(mark) ? `>${bare.slice(mark.length)}` : line;
  });
}

function isIntroduced(lines: readonly string[], index: number): boolean {
  const above = lines.slice(Math.max(0, index - 1 - MAX_GAP), index).findLast((line) => line.trim() !== '');
  return above !== undefined && /[:：]\s*$/u.test(above) && saysWho(above);
}
