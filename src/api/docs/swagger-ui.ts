import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Router } from '@koa/router';
import { deskNameOf } from '../../app/settings/desk-name.js';
import type { Settings } from '../../ports/desk/settings.js';
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
 * it is first asked for. Without a console the root leads to the page.
 */
export function createDocsRouter(
  settings: Settings,
  makeDocument: (title: string) => object,
  isRoot: boolean,
): Router<ApiState> {
  let made: { readonly title: string; readonly json: string } | undefined;
  const router = docsPageRouter({
    path: PATH,
    root: 'swagger-ui',
    bundle: 'swagger-ui-bundle.js',
    styles: 'swagger-ui.css',
    startScript: START_SCRIPT,
  });
  router.get([DOCUMENT_PATH, SHORT_DOCUMENT_PATH], async (ctx) => {
    const title = await deskNameOf(settings);
    if (made?.title !== title) made = { title, json: JSON.stringify(makeDocument(title)) };
    ctx.type = 'application/json';
    ctx.body = made.json;
  });
  if (isRoot) router.get('/', (ctx) => ctx.redirect(PATH));
  return router;
}

/** The files of Swagger UI, from this host: the page works without the internet. */
export function serveDocsAssets() {
  return serveAssets(PATH, dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')));
}
