/** What a decoder puts where bytes are none of its charset. */
const REPLACEMENT = '\ufffd';

export function isGarbled(text: string): boolean {
  return text.includes(REPLACEMENT);
}

/**
 * The charset that the author of a garbled text must have meant: what calls itself UTF-8 or ASCII, or nothing, and is not,
 * is Windows-1252, which old programs write, and takes any byte.
 */
export function repairedCharset(declared: string): string {
  return /^(?:utf-?8|us-ascii)?$/iu.test(declared) ? 'windows-1252' : declared;
}
