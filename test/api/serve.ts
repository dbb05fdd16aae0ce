import { createServer } from 'node:http';
import { createApp } from '../../src/api/app.js';
import type { ApiDeps } from '../../src/api/deps.js';
import type { Holdfast } from '../support/holdfast.js';
import { Client } from '../support/http-client.js';

/** Serves a running system once more with some of its parts exchanged, while `use` talks to it. */
export async function serveWith(
  { deps }: Holdfast,
  overrides: Partial<ApiDeps>,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const app = createApp({
    ...deps,
    version: 'test',
    trustedProxies: [],
    workflowUrl: () => 'http://ui/',
    ...overrides,
  }).callback();
  const server = createServer((request, response) => void app(request, response));
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
