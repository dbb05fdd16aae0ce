import type { ApiMiddleware } from '../http/state.js';

/** A foreign id goes into our logs, so only what can do no harm there is taken over. */
const SANE_ID = /^[\w.:-]{1,128}$/u;

/** Gives every request an id, the caller's or a new one. Responses, log lines and problems include it. */
export function identifyRequest(newId: () => string): ApiMiddleware {
  return (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    ctx.state.requestId = SANE_ID.test(given) ? given : newId();
    ctx.set('X-Request-Id', ctx.state.requestId);
    return next();
  };
}
