import type { MimePart } from '../mime-structure.js';
import { nameOf } from '../mime-head.js';
import { decodeTransfer } from '../transfer-encoding.js';
import { isHint } from './decode.js';

/** A page names its charset within its first kilobyte (HTML Standard, "prescan"). */
const PRESCAN_BYTES = 1_024;
/** Encoded, with its line breaks. */
const PRESCAN_ENCODED_BYTES = 4 * PRESCAN_BYTES;
const META = /<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:+-]{1,60})/iu;
const NAMES = ['subject', 'from', 'to', 'cc'];
const WORD_CHARSET = /=\?([^?\s=]{1,60})\?[bq]\?/giu;

/**
 * Returns the label of the author's charset: of the first text with one other than UTF-8, otherwise of an encoded
 * word in the head. Empty without one. It is for unlabelled bytes.
 */
export function charsetHint(raw: Buffer, root: MimePart): string {
  return (
    texts(root)
      .map((part) => labelOf(raw, part))
      .find(isHint) ??
    wordCharsets(root).find(isHint) ??
    ''
  );
}

/** Returns the label of a text; empty for none. An HTML page may name its own charset. */
export function labelOf(raw: Buffer, { type, parameters, encoding, start, end }: MimePart): string {
  const declared = parameters.get('charset') ?? '';
  if (type !== 'text/html' || isHint(declared) || /^utf/iu.test(declared)) return declared;
  const encoded = raw.subarray(start, Math.min(end, start + PRESCAN_ENCODED_BYTES));
  const page = decodeTransfer(encoded, encoding, PRESCAN_BYTES).toString('latin1');
  const named = META.exec(page)?.[1] ?? '';
  return isHint(named) ? named : declared;
}

function texts(part: MimePart): readonly MimePart[] {
  if (part.parts !== null) return part.parts.flatMap(texts);
  return part.type === '' || part.type === 'text/plain' || part.type === 'text/html' ? [part] : [];
}

function wordCharsets({ head }: MimePart): readonly string[] {
  return head
    .filter((line) => NAMES.includes(nameOf(line)))
    .flatMap((line) => Array.from(line.matchAll(WORD_CHARSET), ([, charset = '']) => charset));
}
