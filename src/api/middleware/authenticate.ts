import { DomainError } from '../../domain/errors.js';
import type { AccessTokens } from '../../ports/security.js';
import type { ApiMiddleware } from '../state.js';

const BEARER = /^Bearer +(\S+)$/iu;

/** Lets nobody further who does not show a valid access token. */
export function authenticate(tokens: AccessTokens): ApiMiddleware {
  return (ctx, next) => {
    const token = BEARER.exec(ctx.get('Authorization'))?.[1];
    if (token === undefined)
      throw new DomainError('unauthenticated', 'Send an access token: Authorization: Bearer ….');
    ctx.state.actor = tokens.verify(token);
    return next();
  };
}
