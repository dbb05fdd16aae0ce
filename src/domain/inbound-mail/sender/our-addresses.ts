/** How an address of ours is named: `help@desk.example`, or `*@desk.example` for all of a domain. */
const NAMED = /^(?:\*|[^\s@*,+]+)@[a-z0-9.-]+$/u;

/** True for what {@link isOurs} understands: in lower case, without a plus. */
export function isAddressName(name: string): boolean {
  return NAMED.test(name);
}

/**
 * True for an address that is named, one whose domain is, and the plus-addresses of those: `help+anything@desk.example`
 * is read by whoever reads `help@desk.example`.
 */
export function isOurs(names: readonly string[], address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1) return false;
  const domain = address.slice(at + 1).toLowerCase();
  const local = address.slice(0, at).toLowerCase().replace(/\+.*$/u, '');
  return local !== '' && (names.includes(`${local}@${domain}`) || names.includes(`*@${domain}`));
}
