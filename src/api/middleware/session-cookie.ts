import { DomainError } from '../../domain/errors.js';
import { sessionCookieName } from '../http/session-cookie-name.js';
import type { ApiContext } from '../http/state.js';
import { isOwnOrigin } from './foreign-forms.js';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The name and attributes of the session cookie. */
function cookieOf(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https://');
  return {
    name: sessionCookieName(publicUrl),
    attributes: ['Path=/', 'HttpOnly', 'SameSite=Strict', ...(isSecure ? ['Secure'] : [])].join('; '),
  };
}

/** Returns the header that stores the session in the browser; 0 seconds remove it. */
export function sessionCookie(
  publicUrl: string,
  value: string,
  seconds: number,
): Record<'Set-Cookie', string> {
  const { name, attributes } = cookieOf(publicUrl);
  return { 'Set-Cookie': `${name}=${value}; ${attributes}; Max-Age=${seconds}` };
}

/**
 * Returns the session cookie of a request; undefined without one.
 * Browsers send cookies by themselves, so a change must come from a page of ours.
 * @throws DomainError `forbidden` for a change from another site, or from a browser that does not say where from
 */
export function readSessionCookie(ctx: ApiContext, publicUrl: string): string | undefined {
  const value = ctx.cookies.get(cookieOf(publicUrl).name);
  if (value === undefined || SAFE_METHODS.includes(ctx.method)) return value;
  if (isOwnOrigin(ctx, publicUrl)) return value;
  throw new DomainError(
    'forbidden',
    'With a session cookie, changes must come from a page of this site. Programs send an access token.',
  );
}
