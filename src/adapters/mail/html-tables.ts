import type { DomNode, FormatCallback } from 'html-to-text';

/** Longer cells are part of a layout: their text is read on its own lines. */
const MAX_CELL_LENGTH = 300;
/** Nodes of a cell that are looked at. */
const MAX_NODES = 200;
const WRAPPERS = ['p', 'div', 'center'];
const LINES_OF_THEIR_OWN = [
  ...['table', 'ul', 'ol', 'dl', 'blockquote', 'pre', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['section', 'article', 'header', 'footer', 'form', 'fieldset'],
];
/** The mark between two cells until the row is complete. No text of a mail contains it. */
const MARK = '\u001f';
// oxlint-disable-next-line no-control-regex -- it is the mark
const BETWEEN_CELLS = /\s*\u001f\s*/gu;

/** A row of data is one line, with tabs between its cells. A row of a layout has a paragraph for each cell. */
export const rowFormat: FormatCallback = (row, walk, builder) => {
  const cells = row.children.filter(({ name }) => name === 'td' || name === 'th');
  const isLine = cells.length > 0 && cells.every(isOneLine);
  if (!isLine) {
    walk(row.children, builder);
    return;
  }
  builder.openBlock({ leadingLineBreaks: 1 });
  for (const [index, cell] of cells.entries()) {
    if (index > 0) builder.addInline(` ${MARK} `);
    walk(contentOf(cell), builder);
  }
  builder.closeBlock({ trailingLineBreaks: 1, blockTransform: joinedCells });
};

function joinedCells(line: string): string {
  return line.replaceAll(BETWEEN_CELLS, '\t').trimEnd();
}

function isOneLine(cell: DomNode): boolean {
  const found = { nodes: 0, length: 0, lines: 0, brokenAt: Infinity };
  return isShort(cell.children, found) && found.lines <= 1 && found.length <= found.brokenAt;
}

interface Found {
  nodes: number;
  length: number;
  /** Wrappers with text of their own. */
  lines: number;
  /** The length before the first line break. */
  brokenAt: number;
}

/** False once it finds an element with its own lines. */
function isShort(nodes: readonly DomNode[], found: Found): boolean {
  for (const { name = '', type, data = '', children = [] } of nodes) {
    found.nodes += 1;
    if (type === 'text') found.length += data.trim().length;
    if (found.nodes > MAX_NODES || found.length > MAX_CELL_LENGTH) return false;
    if (LINES_OF_THEIR_OWN.includes(name)) return false;
    if (name === 'br' && found.length > 0) found.brokenAt = Math.min(found.brokenAt, found.length);
    const before = found.length;
    if (!isShort(children, found)) return false;
    if (WRAPPERS.includes(name) && found.length > before) found.lines += 1;
  }
  return true;
}

/** Returns the content of a single-line cell, without surrounding paragraphs. */
function contentOf({ children }: DomNode): DomNode[] {
  return children.flatMap((child) => (WRAPPERS.includes(child.name ?? '') ? contentOf(child) : [child]));
}
