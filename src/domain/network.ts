/** IPv4, also written as IPv6, and with the port that some proxies leave on it. */
const IPV4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/iu;

/**
 * In groups of 16 bits:
 * RFC 6177 gives a customer between 64 and 48 of the 128 bits of an IPv6 address.
 */
const [IPV6_NETWORK_GROUPS, IPV6_SITE_GROUPS] = [4, 3];

/**
 * Returns the network of an address:
 * all of an IPv4 address, or the first 64 bits of an IPv6 one, because its owner can change the rest (RFC 6177).
 * Other texts are returned unchanged.
 */
export function networkOf(address: string): string {
  return ipv4Of(address) ?? ipv6Prefix(address, IPV6_NETWORK_GROUPS) ?? address;
}

/**
 * Returns the site of an address, which one customer of a provider can own:
 * 24 bits of an IPv4 address, or 48 of an IPv6 one. Many people can share a site. Other texts are returned unchanged.
 */
export function siteOf(address: string): string {
  const ipv4 = ipv4Of(address);
  if (ipv4 !== null) return `${ipv4.split('.').slice(0, 3).join('.')}.0/24`;
  return ipv6Prefix(address, IPV6_SITE_GROUPS) ?? address;
}

function ipv4Of(address: string): string | null {
  return IPV4.exec(address)?.[1] ?? null;
}

function ipv6Prefix(address: string, count: number): string | null {
  if (!address.includes(':')) return null;
  const [head = '', tail] = address.replace(/%.*$/u, '').split('::');
  const [start, end] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? [] : Array<number>(Math.max(0, 8 - start.length - end.length)).fill(0);
  const groups = [...start, ...zeros, ...end].slice(0, count);
  return `${groups.map((group) => group.toString(16)).join(':')}::/${count * 16}`;
}

function groupsOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}
