import { serverNamed } from './authentication-results.js';
import type { HeaderLine } from '../parsed-mail.js';

/**
 * Servers that write their verdict below their own `Received` instead of above it, and take other verdicts of their name
 * away. Of all others what stands there came with the mail.
 */
const WRITING_BELOW = ['mx.google.com'];

/**
 * The top-most `Authentication-Results` that one of our servers can have written: above the first `Received` that tells of a
 * server outside. Every server puts its lines on top (RFC 5321 §4.4, RFC 8601 §4), so whatever is below came with the mail,
 * under whichever name. Undefined for none.
 * @param trusted names of our servers, in lower case
 */
export function ownVerdict(lines: readonly HeaderLine[], trusted: readonly string[]): string | undefined {
  let border: string | null = null;
  for (const { name, value } of lines) {
    if (name === 'received') {
      if (border !== null) return undefined;
      if (isOwnHop(value, trusted)) continue;
      border = byOf(value);
      if (!WRITING_BELOW.includes(border)) return undefined;
    } else if (name === 'authentication-results') {
      const server = serverNamed(value);
      if (trusted.includes(server) && (border === null || server === border)) return value;
    }
  }
  return undefined;
}

/** `from name (host [address])`; a line without it tells of no other server. */
const FROM = /^\s*from\s+(\S{1,255})\s*(?:\(([^()]{0,400})\))?/iu;
const BY = /\sby\s+([^\s;(]{1,255})/iu;
const ADDRESS = /^(?:ipv6:)?(?:[0-9a-f.]*:[0-9a-f:.]*|\d{1,3}(?:\.\d{1,3}){3})$/u;
/** Loopback, RFC 1918, link-local and unique local addresses. */
const PRIVATE_ADDRESS =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|(?:ipv6:)?(?:::1$|f[cd][0-9a-f]{2}:|fe80:))/u;
const PRIVATE_NAME = /^[^.]+$|\.(?:internal|local|localdomain|lan|intern|home\.arpa)$/u;

function byOf(received: string): string {
  return BY.exec(received)?.[1]?.toLowerCase() ?? '';
}

/**
 * True where a server of ours had the mail from another of ours: one that is named, or from within a private network under
 * a private name. What the other side calls itself is not enough where the server has looked up its name.
 */
function isOwnHop(received: string, trusted: readonly string[]): boolean {
  const [, said, seen = ''] = FROM.exec(received) ?? [];
  if (said === undefined) return true;
  const socket = seen.replace('unix socket', '127.0.0.1');
  const words = [said, ...socket.split(/[\s=@]+/u)]
    .map((word) => word.replaceAll(/[[\];,]|\.$/gu, '').toLowerCase())
    .filter((word) => word !== '');
  const addresses = words.filter((word) => ADDRESS.test(word));
  const names = words.slice(0, 2).filter((word) => !ADDRESS.test(word));
  const isPrivate =
    addresses.length === 0
      ? names.every((name) => name === 'localhost')
      : addresses.every((address) => PRIVATE_ADDRESS.test(address));
  const isOurs = (name: string) =>
    trusted.some((own) => name === own || name.endsWith(`.${own}`)) ||
    (isPrivate && (PRIVATE_NAME.test(name) || name === byOf(received)));
  return (isPrivate || names.length > 0) && names.every(isOurs);
}
