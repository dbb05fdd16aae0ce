import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Router } from '@koa/router';
import type { ApiState } from '../http/state.js';
import { docsPageRouter, serveAssets } from './page.js';

const PATH = '/redoc';

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
 * The OpenAPI document as a page to read, beside Swagger UI, which is there to try things. ReDoc searches in a worker that
 * it makes of a text. The logo of its makers, which it would fetch from their host, stays away.
 */
export function createRedocRouter(): Router<ApiState> {
  return docsPageRouter({
    path: PATH,
    root: 'redoc',
    bundle: 'redoc.standalone.js',
    startScript: START_SCRIPT,
    policy: ['worker-src blob:'],
  });
}

/** ReDoc itself, from this host: the page works without the internet. */
export function serveRedocAssets() {
  return serveAssets(PATH, assetsDirectory());
}

/**
 * The package drags ninety others behind it that its bundle has inside already, so production goes without: the build
 * puts the bundle beside the compiled code (`src/cli/copy-redoc.ts`).
 */
function assetsDirectory(): string {
  const built = fileURLToPath(new URL('../../../redoc/', import.meta.url));
  if (existsSync(built)) return built;
  return dirname(createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js'));
}
