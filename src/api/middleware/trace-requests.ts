import type { Tracer } from '../../ports/operations/tracer.js';
import type { ApiMiddleware } from '../http/state.js';

/** Other methods are recorded as one, https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
const KNOWN_METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'CONNECT',
  'TRACE',
]);

/**
 * Starts a trace for each request.
 * An incoming `traceparent` is never trusted, even from a trusted proxy, because proxies forward what clients send.
 * Otherwise strangers could add their requests to the traces of others, and decide what is recorded.
 */
export function traceRequests(tracer: Tracer): ApiMiddleware {
  return (ctx, next) => {
    const isKnown = KNOWN_METHODS.has(ctx.method);
    const facts = {
      'http.request.method': isKnown ? ctx.method : '_OTHER',
      'holdfast.request.id': ctx.state.requestId,
    };
    const name = isKnown ? ctx.method : 'HTTP';
    return tracer.span({ name, kind: 'server', parent: null, facts }, async (span) => {
      ctx.state.traceId = span.traceId;
      try {
        await next();
      } finally {
        const { route } = ctx.state;
        if (route !== undefined) span.rename(`${name} ${route}`);
        span.note({ 'http.route': route, 'http.response.status_code': ctx.status });
        if (ctx.status >= 500) span.fail(String(ctx.status));
      }
    });
  };
}
