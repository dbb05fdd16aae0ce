import { authenticationResults } from './authentication-results.js';
import { ownVerdict } from './own-hops.js';
import type { ParsedMail } from '../parsed-mail.js';

/** The result of a trusted server for the sender: `pass`, `fail`, or null if it decides nothing. */
export type SenderVerdict = 'pass' | 'fail' | null;

/**
 * Returns the result of our own mail server (RFC 8601), if it is above everything that came with the mail:
 * {@link ownVerdict}. DMARC decides. Without it, a DKIM or SPF pass counts for exactly the sender's domain. A header
 * that does not follow the grammar, or names DMARC twice, counts for nothing.
 * @param trusted the names (authserv-id) with which such servers sign their results, in lower case
 */
export function senderVerdict(
  {
    headerLines,
    from,
    isAuthorRestored,
    isOneOfSeveral,
  }: Pick<ParsedMail, 'headerLines' | 'from' | 'isAuthorRestored' | 'isOneOfSeveral'>,
  trusted: readonly string[],
): SenderVerdict {
  const line = ownVerdict(headerLines, trusted);
  const results = line === undefined ? null : authenticationResults(line);
  const domain = domainOf(from[0]?.address ?? '');
  if (results === null || domain === '' || isAuthorRestored === true) return null;
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  if (dmarc.some(({ result }) => result === 'fail')) return 'fail';
  if (isOneOfSeveral === true) return null;
  const passes = results.filter(({ result }) => result === 'pass');
  const isAligned = passes.some(({ method, properties }) =>
    (IDENTITIES[method] ?? []).some((name) => speaksFor(properties.get(name), domain)),
  );
  return isAligned && dmarc.length <= 1 ? 'pass' : null;
}

/** Which property of a result names the domain that it vouches for. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  dmarc: ['header.from'],
  dkim: ['header.d', 'header.i'],
  spf: ['smtp.mailfrom'],
};

/**
 * Returns true for the same domain or a parent domain.
 * This is relaxed alignment (RFC 7489 §3.1) without a list of public suffixes, so never the reverse.
 */
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
