import type { Server, ServerOptions } from 'node:http';

/**
 * How long a connection may keep us waiting. Node's own: a minute for the headers, five minutes for the body, and five seconds
 * between requests, which is less than reverse proxies keep theirs: they would send into a connection that just closes.
 */
export const PATIENCE: ServerOptions = {
  headersTimeout: 15_000,
  // Of uploads. Others have a minute (`endSlowRequests`).
  requestTimeout: 16 * 60_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
};

/** Each takes a file descriptor and memory while it is open; what is beyond is closed at once. */
const MAX_CONNECTIONS = 10_000;

/** Connections that the kernel keeps until they are accepted; beyond `net.core.somaxconn` it keeps that many. */
const BACKLOG = 511;

/** Requests in progress may take this long to end once the process is asked to stop. */
const DRAIN_MS = 5_000;

/** Resolves when the server listens. @throws as `listen`, such as for a port that is taken. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, BACKLOG, resolve);
  });
}

/** Accepts nothing new, and lets requests in progress end. */
export async function drain(server: Server): Promise<void> {
  const drained = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  await drained;
}
