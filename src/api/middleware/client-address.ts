import proxyAddr from 'proxy-addr';
import type { ApiMiddleware } from '../http/state.js';

/**
 * Finds out who is asking. `X-Forwarded-For` is believed from trusted proxies only, hop by hop from the nearest; anybody
 * else could write into it whatever they like, and get around every limit.
 */
export function findClientAddress(trustedProxies: readonly string[]): ApiMiddleware {
  const trusts = proxyAddr.compile([...trustedProxies]);
  return (ctx, next) => {
    ctx.state.address = proxyAddr(ctx.req, trusts);
    return next();
  };
}
