import type { Node } from 'commonmark';

/** Replaces an escaped `|` until a text is written. No text has this code point: Unicode keeps it free. */
const ESCAPED_PIPE = '\uFDD0';

/** A wider table is left as text. It bounds what a header can make of rows. */
const MAX_COLUMNS = 30;

const ALIGNMENTS = { ':-': 'left', '-:': 'right', ':-:': 'center', '-': null } as const;
type Alignment = (typeof ALIGNMENTS)[keyof typeof ALIGNMENTS];

/** The nodes of a cell. A text that has borders is shared by cells, so each cell has its own part of it. */
type CellPart = { readonly node: Node } | { readonly text: string };
export type TableCell = readonly CellPart[];

export interface Table {
  readonly alignments: readonly Alignment[];
  readonly head: readonly TableCell[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** Hides the borders that an author has escaped from {@link tableOf}. */
export function hideEscapedPipes(markdown: string): string {
  return markdown.replaceAll(ESCAPED_PIPE, '\uFFFD').replaceAll(String.raw`\|`, ESCAPED_PIPE);
}

/** An escaped border is a plain one in text and in the code of a table, and stays as written in other code. */
export function showEscapedPipes(text: string, isCode: boolean): string {
  const shown = text.replaceAll(ESCAPED_PIPE, isCode ? String.raw`\|` : '|');
  // The parser encodes the addresses of links.
  return shown.replaceAll(encodeURIComponent(ESCAPED_PIPE), '%7C');
}

/**
 * Reads a paragraph as a table of GitHub's Markdown: a row of names, a row of dashes, and rows of cells.
 * CommonMark's parser knows no tables. It leaves them as a paragraph with line breaks, whose inlines it has parsed.
 */
export function tableOf(paragraph: Node): Table | null {
  const [head, dashes, ...rows] = linesOf(paragraph);
  if (head === undefined || dashes === undefined) return null;
  const alignments = alignmentsOf(dashes);
  const names = cellsOf(head);
  if (alignments === null || names.length !== alignments.length) return null;
  return { alignments, head: names, rows: rows.map((line) => cellsOf(line).slice(0, names.length)) };
}

/** The children of a paragraph, line by line. A line break that the author has forced is no border of a row. */
function linesOf(paragraph: Node): readonly (readonly Node[])[] {
  const lines: Node[][] = [[]];
  for (let node = paragraph.firstChild; node !== null; node = node.next) {
    if (node.type === 'softbreak') lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines;
}

function alignmentsOf(line: readonly Node[]): readonly Alignment[] | null {
  if (line.some(({ type }) => type !== 'text')) return null;
  const text = line.map(({ literal }) => literal ?? '').join('');
  if (!text.includes('|') || text.length > 10_000) return null;
  const cells = text
    .trim()
    .replace(/^\|/u, '')
    .replace(/\|$/u, '')
    .split('|')
    .map((cell) => cell.trim());
  if (cells.length > MAX_COLUMNS || !cells.every((cell) => /^:?-+:?$/u.test(cell))) return null;
  return cells.map((cell) => {
    const [left, right] = [cell.startsWith(':'), cell.endsWith(':')];
    return ALIGNMENTS[left && right ? ':-:' : left ? ':-' : right ? '-:' : '-'];
  });
}

function cellsOf(line: readonly Node[]): readonly TableCell[] {
  const cells: CellPart[][] = [[]];
  for (const node of line) {
    if (node.type !== 'text') {
      cells.at(-1)?.push({ node });
      continue;
    }
    (node.literal ?? '').split('|').forEach((text, at) => {
      if (at > 0) cells.push([]);
      if (text !== '') cells.at(-1)?.push({ text });
    });
  }
  const isBlank = (cell: TableCell | undefined) =>
    cell !== undefined && cell.every((part) => 'text' in part && part.text.trim() === '');
  // The borders at both ends of a line are optional.
  if (cells.length > 1 && isBlank(cells[0])) cells.shift();
  if (cells.length > 1 && isBlank(cells.at(-1))) cells.pop();
  return cells.map(trimmed);
}

function trimmed(cell: readonly CellPart[]): TableCell {
  return cell.map((part, at) => {
    if (!('text' in part)) return part;
    const start = at === 0 ? part.text.trimStart() : part.text;
    return { text: at === cell.length - 1 ? start.trimEnd() : start };
  });
}
