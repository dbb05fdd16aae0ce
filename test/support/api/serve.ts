import { createServer, type RequestListener } from 'node:http';
import { LiveFeed } from '../../../src/app/live/live-feed.js';
import { createApp } from '../../../src/api/app.js';
import type { ApiDeps } from '../../../src/api/deps.js';
import type { Holdfast } from '../holdfast.js';
import { Client } from '../http-client.js';

/** The parts of a running system, some of them exchanged. */
export function apiDepsOf({ deps }: Holdfast, overrides: Partial<ApiDeps> = {}): ApiDeps {
  return {
    ...deps,
    version: 'test',
    trustedProxies: [],
    corsOrigins: [],
    chatOrigins: [],
    temporalUiOrigin: 'http://ui',
    maxInProgress: 100,
    console: null,
    limits: null,
    live: new LiveFeed(deps, { connections: 100, connectionsPerAccount: 10 }),
    workflowUrl: () => 'http://ui/',
    ...overrides,
  };
}

/** Serves a running system once more with some of its parts exchanged, while `use` talks to it. */
export async function serveWith(
  holdfast: Holdfast,
  overrides: Partial<ApiDeps>,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const deps = apiDepsOf(holdfast, overrides);
  const app = createApp(deps).callback();
  try {
    await serve((request, response) => void app(request, response), use);
  } finally {
    await deps.live.end();
  }
}

/** Serves on a port of its own, while `use` talks to it. */
export async function serve(
  listener: RequestListener,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  try {
    await use(new Client(`http://127.0.0.1:${address.port}`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
