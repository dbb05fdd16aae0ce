/** The marks by which our mails are recognized in a quote. */
export interface Traced {
  readonly publicUrl: string;
  readonly replyAddress: string | null;
  /**
   * Words of mails to staff only, {@link squeezed}.
   * A text with all words of one list quotes such a mail.
   */
  readonly phrases: readonly (readonly string[])[];
}

/** The last one is of mails of earlier versions. */
const LINKED = ['/a/', '/s/', '/r/', '/u/', '/f/', '/reset-password/', '/api/v1/tickets/'];
/** Secrets of mailed links and reply addresses, at any URL. */
const SECRET =
  /(?:action~(?:accept|start|resolve|decline)|survey|reopen|mails|leave|file)~[0-9a-f-]{36}~|\+[a-z2-7]{50}@/u;
/** Links to tickets in our mails. People copy the same addresses from the console, without the mark. */
const MAILED_TICKET = /^\/tickets\/[\w-]+\?mailed/u;
const MESSAGE_ID = /<(?:ticket\.)?[0-9a-z.-]{20,200}@holdfast>/iu;

/**
 * Returns true for a text with a part of one of our mails.
 * Requesters must read nothing of mails to staff, and a link from such a mail acts in the name of its owner.
 */
export function quotesOurMail(text: string, { publicUrl, replyAddress, phrases }: Traced): boolean {
  const joined = squeezed(text).normalize('NFC').toLowerCase();
  const traces = [
    ...LINKED.map((path) => `${publicUrl}${path}`),
    ...(replyAddress === null ? [] : [replyAddress.replace(/@.*$/u, '+')]),
  ];
  return (
    traces.some((trace) => joined.includes(trace.toLowerCase())) ||
    joined
      .split(publicUrl.toLowerCase())
      .slice(1)
      .some((rest) => MAILED_TICKET.test(rest)) ||
    SECRET.test(joined) ||
    MESSAGE_ID.test(text) ||
    phrases.some((words) => words.every((word) => joined.includes(word)))
  );
}

/**
 * Removes line breaks and escapes.
 * Mail programs break long lines anywhere, and gateways rewrite links.
 */
export function squeezed(text: string): string {
  const plain = text.includes('%') ? unescapedUrl(text) : text;
  return plain.replaceAll(/[\s>=\p{Cf}\0]+/gu, '');
}

/** However often it is escaped. */
function unescapedUrl(text: string): string {
  return text.replaceAll(/%(?:25)*([2-7][0-9a-f])/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
