import type { MimePart } from '../mime-structure.js';
import { nameOf } from '../mime-head.js';
import { decodeTransfer } from '../transfer-encoding.js';
import { guessedLabel, isHint } from './decode.js';

/** A page names its charset within its first kilobyte (HTML Standard, "prescan"). */
const PRESCAN_BYTES = 1_024;
/** Encoded, with its line breaks. */
const PRESCAN_ENCODED_BYTES = 4 * PRESCAN_BYTES;
const META = /<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:+-]{1,60})/iu;
const NAMES = ['subject', 'from', 'to', 'cc'];
const WORD_CHARSET = /=\?([^?\s=]{1,60})\?[bq]\?/giu;

/**
 * The label of the charset that the mail's author writes in: of its first text that names one beside UTF-8, else of an
 * encoded word in its head. Where 8-bit headers say that it is another one, that. Empty where the mail names none. It is for
 * bytes that have no label of their own.
 */
export function charsetHint(raw: Buffer, root: MimePart): string {
  const named =
    texts(root)
      .map((part) => labelOf(raw, part))
      .find(isHint) ??
    wordCharsets(root).find(isHint) ??
    '';
  return guessedLabel(Buffer.from(authorLines(root).join('\n'), 'latin1'), named) ?? named;
}

/** The label for the names in the head of a part, which may be in another charset than its mail. */
export function partHint({ head }: MimePart, hint: string): string {
  return guessedLabel(Buffer.from(head.join('\n'), 'latin1'), hint) ?? hint;
}

/** The header lines in which people write. */
function authorLines({ head }: MimePart): readonly string[] {
  return head.filter((line) => NAMES.includes(nameOf(line)));
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

function wordCharsets(root: MimePart): readonly string[] {
  return authorLines(root).flatMap((line) =>
    Array.from(line.matchAll(WORD_CHARSET), ([, charset = '']) => charset),
  );
}
