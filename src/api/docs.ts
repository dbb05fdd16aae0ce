import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from '@koa/router';
import mount from 'koa-mount';
import serve from 'koa-static';
import type { ApiState } from './state.js';

const DOCUMENT_PATH = '/api/openapi.json';
const ASSETS_PATH = '/docs/assets';
const DAY_MS = 24 * 60 * 60 * 1000;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Holdfast API</title>
    <link rel="icon" type="image/png" href="${ASSETS_PATH}/favicon-32x32.png">
    <link rel="stylesheet" href="${ASSETS_PATH}/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${ASSETS_PATH}/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** A file of its own, so that the page needs no inline script. */
const START_SCRIPT = `window.ui = SwaggerUIBundle({
  url: '${DOCUMENT_PATH}',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: true,
});
`;

/** As for the API, but Swagger UI may load its files, ask the API, and style itself, which it does inline. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The OpenAPI document and Swagger UI, the page to try it; `redoc.ts` has the page to read it. */
export function createDocsRouter(document: object): Router<ApiState> {
  const json = JSON.stringify(document);
  const router = new Router<ApiState>();
  router.get(DOCUMENT_PATH, (ctx) => {
    ctx.type = 'application/json';
    ctx.body = json;
  });
  router.get('/', (ctx) => ctx.redirect('/docs'));
  router.get('/docs', (ctx) => {
    ctx.set('Content-Security-Policy', PAGE_POLICY);
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/docs/start.js', (ctx) => {
    ctx.type = 'application/javascript';
    ctx.body = START_SCRIPT;
  });
  return router;
}

/** The files of Swagger UI, from this host: the page works without the internet. */
export function serveDocsAssets() {
  const directory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return mount(ASSETS_PATH, serve(directory, { index: false, maxage: DAY_MS }));
}
