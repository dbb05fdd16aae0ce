/** The notation of our addresses: `help@desk.example`, or `*@desk.example` for a whole domain. */
const NAMED = /^(?:\*|[^\s@*,+]+)@[a-z0-9.-]+$/u;

/** True for what {@link isOurs} understands: in lower case, without a plus. */
export function isAddressName(name: string): boolean {
  return NAMED.test(name);
}

/**
 * Returns true for a listed address, an address of a listed domain, and their plus addresses.
 * `help+anything@desk.example` belongs to `help@desk.example`.
 */
export function isOurs(names: readonly string[], address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1) return false;
  const domain = address.slice(at + 1).toLowerCase();
  const local = address.slice(0, at).toLowerCase().replace(/\+.*$/u, '');
  return local !== '' && (names.includes(`${local}@${domain}`) || names.includes(`*@${domain}`));
}
