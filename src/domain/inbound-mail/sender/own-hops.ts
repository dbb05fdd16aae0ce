import { serverNamed } from './authentication-results.js';
import type { HeaderLine } from '../parsed-mail.js';

/**
 * Servers that write their result below their own `Received` and remove other results with their name.
 * For all other servers, a header at that place came with the mail.
 */
const WRITING_BELOW = ['mx.google.com'];

/**
 * Returns the topmost `Authentication-Results` that one of our servers can have written:
 * above the first `Received` of an outside server. Every server adds its lines at the top (RFC 5321 §4.4, RFC 8601
 * §4). So everything below came with the mail, under any name.
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

/** `from name (host [address])`; a line without it names no other server. */
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
 * Returns true if one of our servers got the mail from another of ours:
 * a named one, or one in a private network with a private name. The name that the other side claims does not count if
 * the server has looked up its name.
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
