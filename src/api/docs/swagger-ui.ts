import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Router } from '@koa/router';
import type { ApiState } from '../http/state.js';
import { docsPageRouter, serveAssets } from './page.js';

const DOCUMENT_PATH = '/api/openapi.json';

/** Where some tools look for it. */
const SHORT_DOCUMENT_PATH = '/openapi.json';
const PATH = '/docs';

const START_SCRIPT = `window.ui = SwaggerUIBundle({
  url: '${DOCUMENT_PATH}',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: true,
});
`;

/**
 * The OpenAPI document and Swagger UI, the page to try it; `redoc.ts` has the page to read it. The document is made when
 * it is first asked for.
 */
export function createDocsRouter(makeDocument: () => object): Router<ApiState> {
  let json: string | undefined;
  const router = docsPageRouter({
    path: PATH,
    root: 'swagger-ui',
    bundle: 'swagger-ui-bundle.js',
    styles: 'swagger-ui.css',
    startScript: START_SCRIPT,
  });
  router.get([DOCUMENT_PATH, SHORT_DOCUMENT_PATH], (ctx) => {
    ctx.type = 'application/json';
    json ??= JSON.stringify(makeDocument());
    ctx.body = json;
  });
  router.get('/', (ctx) => ctx.redirect(PATH));
  return router;
}

/** The files of Swagger UI, from this host: the page works without the internet. */
export function serveDocsAssets() {
  return serveAssets(PATH, dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')));
}
