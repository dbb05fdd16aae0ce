/** IPv4, also written as IPv6, and with the port that some proxies leave on it. */
const IPV4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/iu;

/**
 * The part of an address that stands for whoever is behind it: all of an IPv4 address, the first 64 bits of an IPv6 one,
 * for the rest is theirs to change at will (RFC 6177). Anything else stands for itself.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const ipv4 = IPV4.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const [head = '', tail] = address.replace(/%.*$/u, '').split('::');
  const [start, end] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? [] : Array<number>(Math.max(0, 8 - start.length - end.length)).fill(0);
  const groups = [...start, ...zeros, ...end].slice(0, 4);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}

function groupsOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}
