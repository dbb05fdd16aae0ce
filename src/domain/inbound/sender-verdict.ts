import type { ParsedMail } from './parsed-mail.js';

/** What a server that we trust says of the sender: `pass`, `fail`, or null where it says nothing that decides. */
export type SenderVerdict = 'pass' | 'fail' | null;

/**
 * The verdict of our own mail server (RFC 8601): its top-most header, as one below may have come with the mail. DMARC
 * decides; without it a DKIM or SPF pass counts for the very domain of the sender.
 * @param trusted the names (authserv-id) by which such servers sign their verdicts, in lower case
 */
export function senderVerdict(mail: ParsedMail, trusted: readonly string[]): SenderVerdict {
  const verdict = (mail.headers.get('authentication-results') ?? []).find((line) =>
    trusted.includes(serverOf(line)),
  );
  const domain = domainOf(mail.from[0]?.address ?? '');
  if (verdict === undefined || domain === '') return null;
  const results = resultsOf(verdict);
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  if (dmarc.some(({ result }) => result === 'fail')) return 'fail';
  const passes = results.filter(({ result }) => result === 'pass');
  const isAligned = passes.some(({ method, properties }) =>
    (IDENTITIES[method] ?? []).some((name) => speaksFor(properties.get(name), domain)),
  );
  return isAligned ? 'pass' : null;
}

/** Which property of a result names the domain that it vouches for. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  dmarc: ['header.from'],
  dkim: ['header.d', 'header.i'],
  spf: ['smtp.mailfrom'],
};

interface Result {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
}

function serverOf(line: string): string {
  return withoutComments(line).split(/[;\s]/u, 1)[0]?.toLowerCase() ?? '';
}

function resultsOf(line: string): readonly Result[] {
  const [, ...parts] = withoutComments(line).toLowerCase().split(';');
  return parts.map((part) => {
    const words = part
      .trim()
      .split(/\s+/u)
      .map((word) => word.split('=', 2));
    const [method = '', result = ''] = words[0] ?? [];
    return {
      method: method.split('/', 1)[0] ?? '',
      result,
      properties: new Map(words.slice(1).map(([name = '', value = '']) => [name, value.replaceAll('"', '')])),
    };
  });
}

/** What stands in brackets is for people, and may hold anything. */
function withoutComments(line: string): string {
  let depth = 0;
  let rest = '';
  for (const character of line) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) rest += character;
  }
  return rest.trim();
}

/** The same domain, or one above it (relaxed alignment, RFC 7489 §3.1, without a list of public suffixes: never the other way round). */
function speaksFor(identity: string | undefined, domain: string): boolean {
  const name = domainOf(identity ?? '');
  return name === domain || (name.includes('.') && domain.endsWith(`.${name}`));
}

function domainOf(address: string): string {
  return address
    .slice(address.lastIndexOf('@') + 1)
    .replace(/\.$/u, '')
    .toLowerCase();
}
