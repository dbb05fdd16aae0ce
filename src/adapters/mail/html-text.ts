import { compile } from 'html-to-text';

/** More of a mail's HTML is not read: nobody writes so much by hand. */
const MAX_HTML_LENGTH = 2_000_000;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: MAX_HTML_LENGTH, maxDepth: 200, maxChildNodes: 20_000 },
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

/** What somebody sees of HTML, as plain text: quotes marked with `>`, pictures left out, links after their words. */
export function htmlText(html: string): string {
  return convert(html);
}
