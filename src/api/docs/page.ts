import { Router } from '@koa/router';
import mount from 'koa-mount';
import serve from 'koa-static';
import type { ApiState } from '../http/state.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A page that shows the OpenAPI document with somebody else's program, all of it from this host. */
interface DocsPage {
  /** Where the page is; its files are below. */
  readonly path: string;
  /** The id of the element that the program fills. */
  readonly root: string;
  /** Names of files of the program. */
  readonly bundle: string;
  readonly styles?: string;
  /** Starts the program: a file of its own, so that the page needs no inline script. */
  readonly startScript: string;
  /** What the program needs beside {@link POLICY}. */
  readonly policy?: readonly string[];
}

/** As for the API, but these programs load their files, ask the API, and style themselves, which they do inline. */
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
