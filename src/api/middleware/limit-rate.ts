import { DomainError } from '../../domain/errors.js';
import { networkOf } from '../../domain/network.js';
import type { RatePolicy } from '../../domain/operations/rate-limits.js';
import type { Quota, RateLimiter } from '../../ports/rate-limiter.js';
import type { ApiContext, ApiMiddleware, ApiState } from '../http/state.js';

/** Limits each client address; to be asked before anything is done for a request. */
export function limitByAddress(limiter: RateLimiter, policy: RatePolicy): ApiMiddleware {
  return limitBy(limiter, policy, ({ address }) => networkOf(address));
}

/** Limits each account, whichever credential it uses. Runs after authentication. */
export function limitByAccount(limiter: RateLimiter, policy: RatePolicy): ApiMiddleware {
  return limitBy(limiter, policy, ({ actor }) => actor?.id);
}

function limitBy(
  limiter: RateLimiter,
  policy: RatePolicy,
  keyOf: (state: ApiState) => string | undefined,
): ApiMiddleware {
  const tell = teller(policy);
  return async (ctx, next) => {
    const key = keyOf(ctx.state);
    if (key !== undefined) {
      const quota = await limiter.consume(policy, key);
      tell(ctx, quota);
      refuseUnlessAllowed(quota);
    }
    await next();
  };
}

/**
 * Counts a use of a limit outside of the middleware.
 * @throws DomainError `too_many_requests`
 */
export async function consumeQuota(limiter: RateLimiter, policy: RatePolicy, key: string): Promise<void> {
  refuseUnlessAllowed(await limiter.consume(policy, key));
}

function refuseUnlessAllowed({ isAllowed, resetSeconds }: Quota): void {
  if (isAllowed) return;
  throw new DomainError(
    'too_many_requests',
    `You have reached the rate limit. Try again in ${resetSeconds} s.`,
    {
      retryAfterSeconds: resetSeconds,
    },
  );
}

/**
 * Writes the headers of draft-ietf-httpapi-ratelimit-headers-10.
 * A narrower policy, checked later, is listed first.
 */
function teller({ name, quota, windowSeconds }: RatePolicy) {
  const policyItem = `"${name}";q=${quota};w=${windowSeconds}`;
  return (ctx: ApiContext, { remaining, resetSeconds }: Quota): void => {
    prepend(ctx, 'RateLimit-Policy', policyItem);
    prepend(ctx, 'RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`);
  };
}

function prepend(ctx: ApiContext, header: string, item: string): void {
  const earlier = ctx.res.getHeader(header);
  ctx.set(header, typeof earlier === 'string' ? `${item}, ${earlier}` : item);
}
