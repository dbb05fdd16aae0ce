import { DomainError } from '../domain/errors.js';
import type { ApiMiddleware } from '../api/http/state.js';

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests that were sent to another name, or from a page of another site.
 * A page can have its own name resolve to this machine (DNS rebinding). Its requests then show a foreign Host or Origin.
 */
export function refuseForeign(hosts: readonly string[]): ApiMiddleware {
  const allowed = new Set([...LOCAL, ...hosts.map((host) => host.toLowerCase())]);
  return (ctx, next) => {
    if (!allowed.has(hostnameOf(`http://${ctx.get('Host')}`))) {
      throw new DomainError('forbidden', 'This Host is not allowed. An operator can add it to MCP_HOSTS.');
    }
    const origin = ctx.get('Origin');
    if (origin !== '' && !allowed.has(hostnameOf(origin))) {
      throw new DomainError('forbidden', 'This Origin is not allowed. An operator can add it to MCP_HOSTS.');
    }
    return next();
  };
}

/** Without the port, in lower case; empty for what is no address, such as `null`. */
function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
