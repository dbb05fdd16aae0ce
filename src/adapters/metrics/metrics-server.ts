import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';

const PATH = '/metrics';
/** Requests here are a line and some headers. */
const REQUEST_MS = 5_000;

export interface MetricsServerOptions {
  readonly host: string;
  readonly port: number;
  readonly registry: Registry;
  /** Brings up to date what is not counted; never fails. */
  readonly refresh: () => Promise<void>;
}

/** Lets Prometheus read at `/metrics`. @throws Error when it cannot listen there. */
export async function serveMetrics(options: MetricsServerOptions): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => void answer(options, request, response));
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  { registry, refresh }: MetricsServerOptions,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url?.split('?', 1)[0] !== PATH) {
    tell(response, 404, `Prometheus metrics are at ${PATH}.`);
  } else if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    tell(response, 405, 'This endpoint is read-only.');
  } else {
    await refresh();
    tell(response, 200, await registry.metrics(), registry.contentType);
  }
}

function tell(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text);
}
