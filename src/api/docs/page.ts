import { Router } from '@koa/router';
import mount from 'koa-mount';
import serve from 'koa-static';
import type { ApiState } from '../http/state.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A page that shows the OpenAPI document with a third-party viewer, served from this host only. */
interface DocsPage {
  /** Path of the page. Its files are served below it. */
  readonly path: string;
  /** The id of the element that the program fills. */
  readonly root: string;
  /** Names of files of the program. */
  readonly bundle: string;
  readonly styles?: string;
  /** Starts the viewer. It is a separate file, so the page needs no inline script. */
  readonly startScript: string;
  /** Extra Content-Security-Policy directives that the viewer needs in addition to {@link POLICY}. */
  readonly policy?: readonly string[];
}

/** Like the policy of the API, but these viewers load their files, call the API and use inline styles. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

export function docsPageRouter(page: DocsPage): Router<ApiState> {
  const { path, startScript, policy = [] } = page;
  const html = htmlOf(page);
  const contentSecurityPolicy = [...POLICY, ...policy].join('; ');
  const router = new Router<ApiState>();
  router.get(path, (ctx) => {
    ctx.set('Content-Security-Policy', contentSecurityPolicy);
    ctx.type = 'html';
    ctx.body = html;
  });
  router.get(`${path}/start.js`, (ctx) => {
    ctx.type = 'application/javascript';
    ctx.body = startScript;
  });
  return router;
}

/** The files of a page's program. */
export function serveAssets(path: string, directory: string) {
  return mount(`${path}/assets`, serve(directory, { index: false, maxage: DAY_MS }));
}

function htmlOf({ path, root, bundle, styles }: DocsPage): string {
  const sheet = styles === undefined ? '' : `\n    <link rel="stylesheet" href="${path}/assets/${styles}">`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Holdfast API</title>
    <link rel="icon" type="image/png" href="/docs/assets/favicon-32x32.png">${sheet}
  </head>
  <body style="margin: 0">
    <div id="${root}"></div>
    <script src="${path}/assets/${bundle}"></script>
    <script src="${path}/start.js"></script>
  </body>
</html>
`;
}
