import { authenticateKey, authenticateToken } from '../../app/accounts/authenticate.js';
import { DomainError } from '../../domain/errors.js';
import type { ApiDeps } from '../deps.js';
import type { ApiMiddleware } from '../state.js';

const BEARER = /^Bearer +(\S+)$/iu;

/** Lets nobody further who shows neither a valid access token nor a valid API key. */
export function authenticate(deps: ApiDeps): ApiMiddleware {
  return async (ctx, next) => {
    const token = BEARER.exec(ctx.get('Authorization'))?.[1];
    const key = ctx.get('X-API-Key');
    if (token !== undefined) ctx.state.actor = await authenticateToken(deps, token);
    else if (key !== '') ctx.state.actor = await authenticateKey(deps, key);
    else {
      throw new DomainError(
        'unauthenticated',
        'Send an access token (Authorization: Bearer …) or an API key (X-API-Key: hfk_…).',
      );
    }
    await next();
  };
}
