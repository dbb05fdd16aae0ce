import { createHash } from 'node:crypto';

/** The headers of a mail end at the first empty line. Real ones are shorter. */
const MAX_HEADER_BYTES = 512 * 1024;

/**
 * Returns the same key for all copies of a message, on any path and to any of our addresses.
 * Servers only add headers and change line ends. A message without an id is identified by its whole content.
 */
export function mailKey(raw: Uint8Array): string {
  const { head, body } = parts(raw);
  const messageId = messageIdIn(head);
  if (messageId === null) return `raw:${hash(lines(raw))}`;
  return `id:${hash(`${messageId}\n${lines(body)}`)}`;
}

function parts(raw: Uint8Array): { readonly head: string; readonly body: Uint8Array } {
  const beginning = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, MAX_HEADER_BYTES)).toString(
    'latin1',
  );
  const end = /\r?\n\r?\n/u.exec(beginning);
  if (end === null) return { head: beginning, body: new Uint8Array() };
  return { head: beginning.slice(0, end.index), body: raw.subarray(end.index + end[0].length) };
}

function messageIdIn(head: string): string | null {
  const unfolded = head.replaceAll(/\r?\n[ \t]+/gu, ' ');
  const id = /^message-id:(.*)$/imu.exec(unfolded)?.[1]?.trim() ?? '';
  return id === '' || id === '<>' ? null : id;
}

/** Normalises line ends, and removes those at the end. */
function lines(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n').trimEnd();
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('base64url');
}
