/** How a mail of ours can be told wherever it is quoted: every one about a ticket links to it. */
interface Traced {
  readonly publicUrl: string;
  readonly replyAddress: string | null;
}

const LINKED = ['/a/', '/s/', '/api/v1/tickets/'];

/**
 * True for a text that holds something of a mail of ours: of those to staff, requesters must read nothing, and whoever has a
 * link out of them acts in the name of its owner.
 */
export function quotesOurMail(text: string, { publicUrl, replyAddress }: Traced): boolean {
  // Mail programs break long lines wherever they are.
  const joined = text.toLowerCase().replaceAll(/[\s>=]+/gu, '');
  const traces = [
    ...LINKED.map((path) => `${publicUrl}${path}`),
    ...(replyAddress === null ? [] : [replyAddress.replace(/@.*$/u, '+')]),
  ];
  return traces.some((trace) => joined.includes(trace.toLowerCase()));
}
