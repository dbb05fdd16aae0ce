import { compile, type DomNode, type FormatCallback } from 'html-to-text';
import { NOT_READ } from '../../domain/inbound-mail/mail-text.js';
import { pictureFormat } from './html-pictures.js';
import { rowFormat } from './html-tables.js';

/** Maximum HTML that is read: no person writes more. */
const MAX_HTML_LENGTH = 2_000_000;
/** Maximum tags. The parser scans all open tags for each tag that closes none of them. */
const MAX_TAGS = 10_000;
/** It makes an object of each line in a quote or a `pre`. */
const MAX_LINES = 100_000;
const TAG = /<[/a-z]/giu;
const LINE = /\n/gu;

/** These break lines on both sides. */
const BLOCKS = [
  'p',
  'div',
  'table',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'br',
];

/** A horizontal rule separates the text above and below. */
const ruleFormat: FormatCallback = (rule, _walk, builder) => {
  if (!isBlock(neighbour(rule, 'prev')) && !isBlock(neighbour(rule, 'next'))) builder.addLineBreak();
};

/** The next node that is not blank. The types of the library leave it out. */
function neighbour(node: DomNode, side: 'prev' | 'next'): DomNode | null {
  const beside = Reflect.get(node, side) as DomNode | null | undefined;
  const isBlank = beside?.type === 'text' && beside.data?.trim() === '';
  return isBlank ? ((Reflect.get(beside, side) as DomNode | null | undefined) ?? null) : (beside ?? null);
}

function isBlock(node: DomNode | null): boolean {
  return node === null || BLOCKS.includes(node.name ?? '');
}

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 20_000 },
  formatters: { picture: pictureFormat, row: rowFormat, rule: ruleFormat },
  selectors: [
    { selector: 'img', format: 'picture' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true } },
    { selector: 'table', format: 'block' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
    { selector: 'tr', format: 'row' },
    ...['td', 'th'].map((selector) => ({ selector, format: 'block' })),
    { selector: 'hr', format: 'rule' },
  ],
});

/**
 * Converts HTML to the visible plain text: quotes with `>`, links after their words, alternative texts of pictures,
 * each table row on one line. Too much HTML is cut, with a note.
 */
export function htmlText(html: string): string {
  const beginning = beginningOf(html);
  return beginning.length < html.length ? `${convert(beginning)}\n\n${NOT_READ}` : convert(html);
}

function beginningOf(html: string): string {
  const long = html.slice(0, MAX_HTML_LENGTH);
  return upTo(upTo(long, TAG, MAX_TAGS), LINE, MAX_LINES);
}

/** Returns the text before the match after `max` others. */
function upTo(text: string, pattern: RegExp, max: number): string {
  let found = 0;
  for (const { index } of text.matchAll(pattern)) {
    found += 1;
    if (found > max) return text.slice(0, index);
  }
  return text;
}
