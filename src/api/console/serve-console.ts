import { randomBytes } from 'node:crypto';
import type { RouterInstance } from '@koa/router';
import { html } from '../../app/mail/templates/html.js';
import { deskNameOf } from '../../app/settings/desk-name.js';
import type { ApiDeps } from '../deps.js';
import { allowedMethods } from '../http/allowed-methods.js';
import { preferredLanguage } from '../http/preferred-language.js';
import type { ApiContext, ApiMiddleware, ApiState } from '../http/state.js';
import { speakTo } from '../pages/texts/page-texts.js';
import { consoleReader, type ConsoleFile } from './built-console.js';
import type { ConsoleSource } from './console-source.js';

/** Names of files carry a hash of their content, so they never change. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const FILES = '/console/';

/** Paths of programs. A browser that opens one of them by mistake must see the problem and not the console. */
const NOT_SCREENS =
  /^\/(?:api|ws|health|docs|redoc|temporal|metrics|console|openapi\.json|\.well-known)(?:\/|$)/u;

/** Serves the files of the console, each in the form that the build compressed. */
export function serveConsoleFiles({ directory }: ConsoleSource): ApiMiddleware {
  const read = consoleReader(directory);
  return async (ctx, next) => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    const file = isRead && ctx.path.startsWith(FILES) ? read()?.files.get(ctx.path) : undefined;
    if (file === undefined) await next();
    else sendFile(ctx, file);
  };
}

function sendFile(ctx: ApiContext, file: ConsoleFile): void {
  ctx.state.route = '/console';
  ctx.set('Cache-Control', FOR_EVER);
  ctx.type = file.type;
  const way = ctx.acceptsEncodings('br', 'gzip', 'identity');
  const packed = way === 'br' ? file.br : way === 'gzip' ? file.gzip : undefined;
  if (packed !== undefined && typeof way === 'string') {
    ctx.vary('Accept-Encoding');
    ctx.set('Content-Encoding', way);
  }
  ctx.body = packed ?? file.body;
}

/**
 * Answers requests of people for paths that nothing else serves with the console, which knows its own screens.
 * Programs do not ask for HTML, and get the 404 of the API.
 */
export function serveConsoleShell(
  source: ConsoleSource,
  deps: Pick<ApiDeps, 'settings'>,
  others: readonly RouterInstance<ApiState>[],
): ApiMiddleware {
  const read = consoleReader(source.directory);
  return async (ctx, next) => {
    const isForScreen = asksForPage(ctx) && allowedMethods(others, ctx.path) === null;
    const shell = isForScreen ? read()?.shell : undefined;
    if (shell === undefined) {
      await next();
      return;
    }
    ctx.state.route = '/console';
    const nonce = randomBytes(16).toString('base64');
    ctx.set({
      'Content-Security-Policy': policyWith(nonce),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'same-origin',
      'X-Robots-Tag': 'noindex, nofollow',
    });
    ctx.vary('Accept, Accept-Language');
    ctx.type = 'html';
    ctx.body = filled(shell, {
      NONCE: nonce,
      LANGUAGE: preferredLanguage(ctx),
      NOSCRIPT: speakTo(ctx)('console.noscript'),
      FACTS: JSON.stringify({ desk: await deskNameOf(deps.settings), accounts: source.accounts }),
    });
  };
}

function asksForPage(ctx: ApiContext): boolean {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return false;
  return ctx.get('Accept').includes('text/html') && !NOT_SCREENS.test(ctx.path);
}

/** The page runs only its own files, and no text becomes HTML or script except by DOMPurify. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify push-worker',
  ].join('; ');
}

/** Fills the places `%NAME%` of the shell, which are in attributes and text only. */
function filled(shell: string, values: Readonly<Record<string, string>>): string {
  return shell.replaceAll(/%([A-Z]+)%/gu, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : html`${value}`.html;
  });
}
