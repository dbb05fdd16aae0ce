import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from '@koa/router';
import mount from 'koa-mount';
import serve from 'koa-static';
import type { ApiState } from './state.js';

const ASSETS_PATH = '/redoc/assets';
const DAY_MS = 24 * 60 * 60 * 1000;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Holdfast API</title>
    <link rel="icon" type="image/png" href="/docs/assets/favicon-32x32.png">
  </head>
  <body style="margin: 0">
    <div id="redoc"></div>
    <script src="${ASSETS_PATH}/redoc.standalone.js"></script>
    <script src="/redoc/start.js"></script>
  </body>
</html>
`;

/** Fonts of the system: ReDoc would name Google's, which this page does not load. */
const START_SCRIPT = `const system = 'system-ui, sans-serif';
Redoc.init(
  '/api/openapi.json',
  {
    sortOperationsAlphabetically: false,
    theme: { typography: { fontFamily: system, headings: { fontFamily: system } } },
  },
  document.getElementById('redoc'),
);
`;

/**
 * As for Swagger UI; beside that, ReDoc searches in a worker that it makes of a text. The logo of its makers, which it
 * would fetch from their host, stays away.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The OpenAPI document as a page to read, beside Swagger UI, which is there to try things. */
export function createRedocRouter(): Router<ApiState> {
  const router = new Router<ApiState>();
  router.get('/redoc', (ctx) => {
    ctx.set('Content-Security-Policy', PAGE_POLICY);
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/redoc/start.js', (ctx) => {
    ctx.type = 'application/javascript';
    ctx.body = START_SCRIPT;
  });
  return router;
}

/** ReDoc itself, from this host: the page works without the internet. */
export function serveRedocAssets() {
  return mount(ASSETS_PATH, serve(assetsDirectory(), { index: false, maxage: DAY_MS }));
}

/**
 * The package drags ninety others behind it that its bundle has inside already, so production goes without: the build
 * puts the bundle beside the compiled code (`src/cli/copy-redoc.ts`).
 */
function assetsDirectory(): string {
  const built = fileURLToPath(new URL('../../redoc/', import.meta.url));
  if (existsSync(built)) return built;
  return dirname(createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js'));
}
