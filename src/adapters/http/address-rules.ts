import ipaddr from 'ipaddr.js';

/** Hosts as the operator allows them: a name or address, with a port or for all ports. */
export class AddressRules {
  private readonly allowed: ReadonlySet<string>;

  constructor(
    allowedHosts: readonly string[],
    private readonly demandsHttps: boolean,
  ) {
    this.allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  }

  /** True for a host that may have any address, and may be reached without TLS. */
  isAllowed({ hostname, host, port, protocol }: URL): boolean {
    const withPort = port === '' ? `${host}:${protocol === 'https:' ? '443' : '80'}` : host;
    return [hostname, bare(hostname), withPort].some((each) => this.allowed.has(each));
  }

  /** The fault of a URL that can be told without DNS; null for none. */
  faultOf(text: string): string | null {
    if (!URL.canParse(text)) return 'is not a URL';
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
    if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
    if (this.isAllowed(url)) return null;
    if (this.demandsHttps && url.protocol !== 'https:') return 'must begin with https://';
    const name = bare(url.hostname);
    if (ipaddr.isValid(name) ? !isPublic(name) : isLocalName(name)) {
      return 'must not be a private or local address; the operator can allow it in OUTBOUND_ALLOWED_HOSTS';
    }
    return null;
  }
}

/** True for an address of the public internet. IPv4 addresses within IPv6 count as IPv4. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** RFC 6761 §6.3. */
function isLocalName(name: string): boolean {
  const host = name.replace(/\.$/u, '');
  return host === 'localhost' || host.endsWith('.localhost');
}

/** Without the brackets of IPv6. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/gu, '');
}
