import { authenticateKey, authenticateToken } from '../../app/accounts/authenticate.js';
import { DomainError } from '../../domain/errors.js';
import type { ApiDeps } from '../deps.js';
import type { ApiMiddleware } from '../http/state.js';

const BEARER = /^Bearer +(\S+)$/iu;

/** Lets visitors without a credential through. A credential that is sent must be valid. */
export function authenticateIfGiven(deps: ApiDeps): ApiMiddleware {
  const signIn = authenticate(deps);
  return (ctx, next) => {
    const isVisitor =
      ctx.get('Authorization') === '' && ctx.get('X-API-Key') === '' && ctx.state.codecToken === undefined;
    return isVisitor ? next() : signIn(ctx, next);
  };
}

/** Rejects requests without a valid access token or API key. */
export function authenticate(deps: ApiDeps): ApiMiddleware {
  return async (ctx, next) => {
    const token = BEARER.exec(ctx.get('Authorization'))?.[1];
    const key = ctx.get('X-API-Key');
    const { codecToken } = ctx.state;
    if (token !== undefined) ctx.state.actor = await authenticateToken(deps, token, 'api');
    else if (key !== '') ctx.state.actor = await authenticateKey(deps, key);
    else if (codecToken !== undefined) ctx.state.actor = await authenticateToken(deps, codecToken, 'codec');
    else {
      throw new DomainError(
        'unauthenticated',
        'Send an access token (Authorization: Bearer …) or an API key (X-API-Key: hfk_…).',
      );
    }
    await next();
  };
}
