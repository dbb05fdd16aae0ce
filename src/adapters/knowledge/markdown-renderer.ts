import { Node, Parser } from 'commonmark';
import escapeHtml from 'escape-html';
import type { MarkdownRenderer } from '../../ports/knowledge/markdown.js';
import { hideEscapedPipes, showEscapedPipes, tableOf, type Table, type TableCell } from './markdown-table.js';

/**
 * Characters without a blank. The parser looks for the end of a link up to the next blank, for each link: 100,000
 * characters of `[a](` took 50 s, and 0.9 s with this bound.
 */
const LONG_WORD = /\S{1000}/gu;

/**
 * Renders the tree of CommonMark's reference parser. Only this file writes elements, and it escapes every text, so nothing
 * of an author's HTML can pass. A sanitizer would have to find what to remove.
 */
export const markdownRenderer: MarkdownRenderer = {
  toHtml: (markdown) => render(markdown, { write: htmlOf, writeTable: tableHtml }),
  toText: (markdown) =>
    render(markdown, { write: textOf, writeTable: tableText })
      .replaceAll(/\n{2,}/gu, '\n')
      .trim(),
};

/** No backslash escapes anything in these. */
const AS_WRITTEN: readonly Node['type'][] = ['code', 'code_block', 'html_block', 'html_inline'];

type Write = (node: Node, isEntering: boolean) => string;

interface Format {
  readonly write: Write;
  readonly writeTable: (table: Table, write: (cell: TableCell) => string) => string;
}

/** Walks without recursion: an author can nest as deep as the text is long. */
function render(markdown: string, format: Format): string {
  const text = hideEscapedPipes(markdown).replaceAll(LONG_WORD, '$& ');
  return showEscapedPipes(renderTree(new Parser().parse(text), format), false);
}

function renderTree(root: Node, format: Format): string {
  const walker = root.walker();
  const parts: string[] = [];
  for (let step = walker.next(); step !== null; step = walker.next()) {
    const { node, entering } = step;
    const table = entering && node.type === 'paragraph' ? tableOf(node) : null;
    if (table === null) {
      // Cells of tables have their own walk, where code has no backslash before a border.
      const written = format.write(node, entering);
      parts.push(AS_WRITTEN.includes(node.type) ? showEscapedPipes(written, true) : written);
      continue;
    }
    parts.push(format.writeTable(table, (cell) => renderCell(cell, format.write)));
    walker.resumeAt(node, false);
    walker.next();
  }
  return parts.join('');
}

function renderCell(cell: TableCell, write: Write): string {
  const parts: string[] = [];
  for (const part of cell) {
    if ('text' in part) parts.push(write(textNode(part.text), true));
    else {
      const walker = part.node.walker();
      for (let step = walker.next(); step !== null; step = walker.next())
        parts.push(write(step.node, step.entering));
    }
  }
  return parts.join('');
}

function textNode(text: string): Node {
  const node = new Node('text');
  node.literal = text;
  return node;
}

function tableHtml({ alignments, head, rows }: Table, write: (cell: TableCell) => string): string {
  const line = (name: 'th' | 'td', cells: readonly TableCell[]) => {
    const written = cells.map((cell, at) => {
      const align = alignments[at] ?? null;
      return `<${name}${align === null ? '' : ` align="${align}"`}>${write(cell)}</${name}>`;
    });
    return `<tr>${written.join('')}</tr>`;
  };
  const body = rows.map((cells) => line('td', cells)).join('');
  return `<table><thead>${line('th', head)}</thead>${body === '' ? '' : `<tbody>${body}</tbody>`}</table>`;
}

function tableText({ head, rows }: Table, write: (cell: TableCell) => string): string {
  return [head, ...rows].map((cells) => `${cells.map(write).join(' | ')}\n`).join('');
}

/** Elements without attributes. */
const ELEMENTS: Partial<Record<Node['type'], string>> = {
  emph: 'em',
  strong: 'strong',
  block_quote: 'blockquote',
  item: 'li',
};

const htmlOf: Write = (node, isEntering) => {
  const element = ELEMENTS[node.type];
  if (element !== undefined) return isEntering ? `<${element}>` : `</${element}>`;
  switch (node.type) {
    case 'paragraph':
      if (isInTightList(node)) return '';
      return isEntering ? '<p>' : '</p>';
    case 'heading': {
      // The page has the title as its only h1.
      const name = `h${Math.min(6, node.level + 1)}`;
      return isEntering ? `<${name}>` : `</${name}>`;
    }
    case 'list':
      return listHtml(node, isEntering);
    case 'link':
    case 'image':
      return linkHtml(node, isEntering);
    case 'code':
      return `<code>${escapeHtml(node.literal ?? '')}</code>`;
    case 'code_block':
      return `<pre><code>${escapeHtml(node.literal ?? '')}</code></pre>`;
    case 'html_block':
      return `<p>${escapeHtml(node.literal ?? '')}</p>`;
    case 'thematic_break':
      return '<hr>';
    case 'linebreak':
      return '<br>';
    case 'softbreak':
      return '\n';
    default:
      return escapeHtml(node.literal ?? '');
  }
};

function listHtml({ listType, listStart }: Node, isEntering: boolean): string {
  const name = listType === 'ordered' ? 'ol' : 'ul';
  if (!isEntering) return `</${name}>`;
  return name === 'ol' && listStart !== 1 ? `<ol start="${Math.trunc(listStart)}">` : `<${name}>`;
}

/** A picture of another server would tell that server who reads. It becomes a link, which needs a click. */
function linkHtml({ destination }: Node, isEntering: boolean): string {
  const target = safeTarget(showEscapedPipes(destination ?? '', false));
  if (target === null) return '';
  return isEntering ? `<a href="${escapeHtml(target)}" rel="noopener noreferrer nofollow">` : '</a>';
}

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Absolute addresses only: the same HTML is in mails, which have no base. */
function safeTarget(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return PROTOCOLS.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

function isInTightList({ parent }: Node): boolean {
  const list = parent?.parent;
  return list?.type === 'list' && list.listTight;
}

const BLOCKS: readonly Node['type'][] = ['paragraph', 'heading', 'code_block', 'html_block', 'item'];

const textOf: Write = ({ type, literal }, isEntering) => {
  if (type === 'softbreak') return ' ';
  if (type === 'linebreak') return '\n';
  const text = isEntering ? (literal ?? '') : '';
  const isEnd = !isEntering || type === 'code_block' || type === 'html_block';
  return isEnd && BLOCKS.includes(type) ? `${text}\n` : text;
};
