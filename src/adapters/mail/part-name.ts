import { decodedWords, readableHeader } from './header-text.js';
import { firstValue, headerValue } from './mime-head.js';
import type { MimePart } from './mime-structure.js';

/** Characters of one header. */
const MAX_VALUE = 16_000;

/** The name that a part gives its file; empty where it gives none. */
export function partName({ head }: MimePart, hint: string): string {
  return (
    parameterOf(head, 'content-disposition', 'filename', hint) ||
    parameterOf(head, 'content-type', 'name', hint)
  );
}

function parameterOf(head: readonly string[], header: string, parameter: string, hint: string): string {
  const line = readableHeader(firstValue(head, header, MAX_VALUE), hint);
  return decodedWords(headerValue(line).parameters.get(parameter) ?? '').trim();
}
