import { fileTypeFromBuffer } from 'file-type';
import type { SniffType } from '../../ports/files/sniff-type.js';

const UNKNOWN = 'application/octet-stream';
/** Logs have colours, which begin with an escape. */
const ESCAPE = String.fromCharCode(27);
const CONTROL = /(?![\t\n\v\f\r])\p{Cc}/u;

/** By content, never by name. HTML, SVG and other XML have no type, so that nothing shows them. */
export const sniffType: SniffType = async (head) => {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found !== undefined) return found.mime === 'application/xml' ? UNKNOWN : found.mime;
  return isText(head) ? 'text/plain' : UNKNOWN;
};

/** The last character may be cut in two. */
function isText(head: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !CONTROL.test(text.replaceAll(ESCAPE, '')) && !text.trimStart().startsWith('<');
  } catch {
    return false;
  }
}
