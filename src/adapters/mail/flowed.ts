/** The separator above a signature is never flowed (RFC 3676 §4.3). */
const SIGNATURE = '-- ';

interface Line {
  /** The number of `>` at its start. */
  readonly depth: number;
  /** Without quote marks and stuffed space. */
  readonly text: string;
  /** The paragraph continues in the next line. */
  readonly isFlowed: boolean;
}

/**
 * Joins the lines of `format=flowed` text to paragraphs (RFC 3676), in linear time.
 * A line of another quote depth ends the paragraph, even after a flowed line (§4.5).
 * @param deletesSpace `DelSp=yes`: the space that marks a flowed line is not part of the text
 */
export function unflowed(text: string, deletesSpace: boolean): string {
  const lines = text.split(/\r?\n/u).map(lineOf);
  const paragraphs: string[] = [];
  let pieces: string[] = [];
  for (const [index, { depth, text: piece, isFlowed }] of lines.entries()) {
    const next = lines[index + 1];
    const goesOn = isFlowed && next !== undefined && next.depth === depth && next.text !== SIGNATURE;
    pieces.push(goesOn && deletesSpace ? piece.slice(0, -1) : piece);
    if (goesOn) continue;
    paragraphs.push(quoted(depth, pieces.join('')));
    pieces = [];
  }
  return paragraphs.join('\n');
}

function lineOf(line: string): Line {
  const [marks = ''] = /^>*/u.exec(line) ?? [];
  const text = line.slice(marks.length).replace(/^ /u, '');
  return { depth: marks.length, text, isFlowed: text.endsWith(' ') && text !== SIGNATURE };
}

function quoted(depth: number, text: string): string {
  const marks = '>'.repeat(depth);
  return depth === 0 || text === '' ? marks + text : `${marks} ${text}`;
}
