import { compile } from 'html-to-text';
import { NOT_READ } from '../../domain/inbound/mail-text.js';

/** More of a mail's HTML is not read: nobody writes so much by hand. */
const MAX_HTML_LENGTH = 2_000_000;
/** The parser looks through all open tags for each that closes none of them. */
const MAX_TAGS = 10_000;
/** It makes an object of each line in a quote or a `pre`. */
const MAX_LINES = 100_000;
const TAG = /<[/a-z]/giu;
const LINE = /\n/gu;

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 20_000 },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true } },
    { selector: 'table', format: 'block' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
    { selector: 'td', format: 'block' },
    { selector: 'hr', format: 'skip' },
  ],
});

/**
 * What somebody sees of HTML, as plain text: quotes marked with `>`, pictures left out, links after their words. Of too
 * much of it the beginning, with a word on the rest.
 */
export function htmlText(html: string): string {
  const beginning = beginningOf(html);
  return beginning.length < html.length ? `${convert(beginning)}\n\n${NOT_READ}` : convert(html);
}

function beginningOf(html: string): string {
  const long = html.slice(0, MAX_HTML_LENGTH);
  return upTo(upTo(long, TAG, MAX_TAGS), LINE, MAX_LINES);
}

/** What stands before the match after `max` others. */
function upTo(text: string, pattern: RegExp, max: number): string {
  let found = 0;
  for (const { index } of text.matchAll(pattern)) {
    found += 1;
    if (found > max) return text.slice(0, index);
  }
  return text;
}
