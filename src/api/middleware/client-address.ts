import proxyAddr from 'proxy-addr';
import type { ApiMiddleware } from '../http/state.js';

/**
 * Determines the client address.
 * `X-Forwarded-For` is trusted from known proxies only, hop by hop from the nearest. Any other client could write an
 * arbitrary address into it and evade every limit.
 */
export function findClientAddress(trustedProxies: readonly string[]): ApiMiddleware {
  const trusts = proxyAddr.compile([...trustedProxies]);
  return (ctx, next) => {
    ctx.state.address = proxyAddr(ctx.req, trusts);
    return next();
  };
}
