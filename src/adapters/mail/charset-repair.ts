/** What a decoder puts where bytes are none of its charset. */
const REPLACEMENT = '\ufffd';

export function isGarbled(text: string): boolean {
  return text.includes(REPLACEMENT);
}

/**
 * The message as its author must have meant it: what calls itself UTF-8 or ASCII and is not is Windows-1252, which old
 * programs write, and takes any byte.
 */
export function asWindows1252(raw: Uint8Array): Uint8Array {
  const text = Buffer.from(raw).toString('latin1');
  const isDeclared = /charset\s*=/iu.test(text);
  const declared = text.replaceAll(/charset\s*=\s*"?(?:utf-?8|us-ascii)"?/giu, 'charset=windows-1252');
  const header = /^MIME-Version:.*\r?\n/imu.test(text) ? '' : 'MIME-Version: 1.0\r\n';
  const repaired = isDeclared
    ? declared
    : `${header}Content-Type: text/plain; charset=windows-1252\r\n${text}`;
  return Buffer.from(repaired, 'latin1');
}
