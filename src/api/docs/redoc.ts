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
 * Serves the OpenAPI document as a page to read, with ReDoc.
 * Swagger UI is the page for trying requests. ReDoc searches in a worker that it creates from a blob. The vendor's
 * logo is blocked, because ReDoc would fetch it from another host.
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
 * Production does not install the package: it depends on ninety others that its bundle already contains.
 * The build copies the bundle next to the compiled code (`src/cli/copy-redoc.ts`).
 */
function assetsDirectory(): string {
  const built = fileURLToPath(new URL('../../../redoc/', import.meta.url));
  if (existsSync(built)) return built;
  return dirname(createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js'));
}
