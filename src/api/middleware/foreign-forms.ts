import type { Context } from 'koa';
import { DomainError } from '../../domain/errors.js';
import type { ApiMiddleware } from '../http/state.js';

/**
 * Refuses a form that the page of another site has sent (OWASP's check of the source origin). Programs send neither header
 * and are let through: a forged form needs a browser, and browsers send at least one of the two with a POST.
 */
export function refuseForeignForms(publicUrl: string): ApiMiddleware {
  return async (ctx, next) => {
    requireOwnForm(ctx, publicUrl);
    await next();
  };
}

/** The same where only some forms of a page may be refused. @throws DomainError `forbidden` */
export function requireOwnForm(ctx: Context, publicUrl: string): void {
  if (isOwnForm(ctx, new URL(publicUrl).origin)) return;
  throw new DomainError(
    'forbidden',
    'Another site sent this form. Open the page on this site and send the form from there.',
  );
}

/** As {@link requireOwnForm}, but a request that does not say where it comes from is not ours. */
export function isOwnOrigin(ctx: Context, publicUrl: string): boolean {
  const [site, origin] = [ctx.get('Sec-Fetch-Site'), ctx.get('Origin')];
  if (site !== '') return site === 'same-origin';
  return origin !== '' && isOwnForm(ctx, new URL(publicUrl).origin);
}

function isOwnForm(ctx: Context, ours: string): boolean {
  // Only over https and on this machine: then it says more than `Origin`, which can be `null` for our own pages.
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site === 'same-origin' || site === 'none';
  const origin = ctx.get('Origin');
  return origin === '' || origin === ours || hostOf(origin) === ctx.get('Host');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
