import type { ApiMiddleware } from '../http/state.js';

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Answers are data: nothing in them may run, load or be framed. The docs page sets its own.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
} as const;

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Sends HSTS only if the public address is https.
 * Browsers ignore it on plain http, and behind a misconfigured proxy it would lock users out.
 */
export function setSecurityHeaders(publicUrl: string): ApiMiddleware {
  const headers = publicUrl.startsWith('https://')
    ? { ...HEADERS, 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}; includeSubDomains` }
    : HEADERS;
  return (ctx, next) => {
    ctx.set(headers);
    return next();
  };
}
