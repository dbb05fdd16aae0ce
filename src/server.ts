import { createServer, type ServerOptions } from 'node:http';
import { createLogger } from './adapters/system/logger.js';
import { createApp } from './api/app.js';
import { serveSockets } from './api/live/serve-sockets.js';
import { composeApi } from './compose/compose.js';
import { printSetupLink } from './print-setup-link.js';
import { loadConfig } from './config/config.js';
import { runUntilStopped } from './run-until-stopped.js';

/**
 * How long a connection may keep us waiting. Node's own: a minute for the headers, five minutes for the body, and five seconds
 * between requests, which is less than reverse proxies keep theirs: they would send into a connection that just closes.
 */
const PATIENCE: ServerOptions = {
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

/** Requests under way may take this long to end once the process is asked to stop. */
const DRAIN_MS = 5_000;

await runUntilStopped(async () => {
  const config = loadConfig();
  const logger = createLogger(config.logLevel, 'api');
  const api = await composeApi(config, logger);
  const handle = createApp(api.deps).callback();
  const server = createServer(PATIENCE, (request, response) => void handle(request, response));
  serveSockets(server, api.deps);
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.http.port, config.http.host, BACKLOG, resolve);
  });
  await printSetupLink(api.deps);
  logger.info({ host: config.http.host, port: config.http.port }, 'api ready');
  return async () => {
    // Sockets and streams would hold the server open.
    await api.deps.live.end();
    const drained = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    await drained;
    await api.close();
    logger.info({}, 'api stopped');
  };
});
