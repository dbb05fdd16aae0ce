import type { ParsedMail as Read } from 'mailparser';
import { htmlText } from './html-text.js';

/**
 * A plain form with less than this share of the HTML's text is a placeholder ("your program cannot show this mail").
 */
const STOPGAP_SHARE = 0.3;

/** Returns the plain form if the sender has written one, otherwise the visible text of the HTML. */
export function textOf({ text = '', html }: Pick<Read, 'text' | 'html'>): string {
  const plain = plainText(text);
  if (html === false) return plain;
  const shown = plainText(htmlText(html));
  return visibleLength(plain) < STOPGAP_SHARE * visibleLength(shown) ? shown : plain;
}

/** Removes characters that neither a log, a mail header nor a page may contain. */
export function plainText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/gu, '\n')
      // oxlint-disable-next-line no-control-regex -- they are what is taken out
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/gu, '')
      .replaceAll(/[\u0085\u2028\u2029]/gu, '\n')
  );
}

/** The same for single-line text. */
export function lineText(text: string): string {
  return plainText(text).replaceAll(/\s+/gu, ' ').trim();
}

function visibleLength(text: string): number {
  return text.replaceAll(/\s+/gu, '').length;
}
