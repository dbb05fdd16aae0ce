import { authenticateCookie, authenticateKey, authenticateToken } from '../../app/accounts/authenticate.js';
import { DomainError } from '../../domain/errors.js';
import type { ApiDeps } from '../deps.js';
import type { ApiMiddleware } from '../http/state.js';
import { readSessionCookie, sessionCookie } from './session-cookie.js';

const BEARER = /^Bearer +(\S+)$/iu;

/** Lets visitors without a credential through. A credential that is sent must be valid. */
export function authenticateIfGiven(deps: ApiDeps): ApiMiddleware {
  const signIn = authenticate(deps);
  return async (ctx, next) => {
    const isVisitor =
      ctx.get('Authorization') === '' &&
      ctx.get('X-API-Key') === '' &&
      ctx.state.codecToken === undefined &&
      readSessionCookie(ctx, deps.publicUrl) === undefined;
    if (isVisitor) await next();
    else await signIn(ctx, next);
  };
}

/** Rejects requests without a valid access token, API key or session cookie. */
export function authenticate(deps: ApiDeps): ApiMiddleware {
  return async (ctx, next) => {
    const token = BEARER.exec(ctx.get('Authorization'))?.[1];
    const key = ctx.get('X-API-Key');
    const userAgent = ctx.get('User-Agent');
    const { codecToken } = ctx.state;
    const isShown = token !== undefined || key !== '' || codecToken !== undefined;
    const cookie = isShown ? undefined : readSessionCookie(ctx, deps.publicUrl);
    if (token !== undefined) ctx.state.actor = await authenticateToken(deps, token, 'api', userAgent);
    else if (key !== '') ctx.state.actor = await authenticateKey(deps, key);
    else if (codecToken !== undefined)
      ctx.state.actor = await authenticateToken(deps, codecToken, 'codec', userAgent);
    else if (cookie !== undefined) {
      const { actor, renewedSeconds } = await authenticateCookie(deps, cookie, userAgent);
      ctx.state.actor = actor;
      // An answer that ends the session replaces it.
      if (renewedSeconds !== null) ctx.set(sessionCookie(deps.publicUrl, cookie, renewedSeconds));
    } else {
      throw new DomainError(
        'unauthenticated',
        'Send an access token (Authorization: Bearer …) or an API key (X-API-Key: hfk_…).',
      );
    }
    await next();
  };
}
