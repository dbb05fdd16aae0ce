import { authenticateKey } from '../app/accounts/authenticate.js';
import { DomainError } from '../domain/errors.js';
import type { ApiDeps } from '../api/deps.js';
import type { ApiMiddleware } from '../api/http/state.js';

const BEARER = /^Bearer +(\S+)$/iu;

/**
 * Accepts API keys only, as a bearer token or in `X-API-Key`.
 * A session could do what no key may do, and a cookie would let any page of a browser act.
 */
export function requireKey(deps: ApiDeps): ApiMiddleware {
  return async (ctx, next) => {
    const bearer = BEARER.exec(ctx.get('Authorization'))?.[1];
    const key = bearer ?? ctx.get('X-API-Key');
    if (!key.startsWith('hfk_')) {
      throw new DomainError(
        'unauthenticated',
        'Send an API key: Authorization: Bearer hfk_…. Create one with POST /api/v1/auth/api-keys.',
      );
    }
    ctx.state.actor = await authenticateKey(deps, key);
    await next();
  };
}
