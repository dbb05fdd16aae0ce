import { createServer } from 'node:http';
import { createLogger } from './adapters/system/logger.js';
import { createApp } from './api/app.js';
import { serveSockets } from './api/live/serve-sockets.js';
import { composeApi } from './compose/compose.js';
import { printSetupLink } from './print-setup-link.js';
import { loadConfig } from './config/config.js';
import { runUntilStopped } from './run-until-stopped.js';
import { drain, listen, PATIENCE } from './serve-http.js';

await runUntilStopped(async () => {
  const config = loadConfig();
  const logger = createLogger(config.logLevel, 'api');
  const api = await composeApi(config, logger);
  const handle = createApp(api.deps).callback();
  const server = createServer(PATIENCE, (request, response) => void handle(request, response));
  serveSockets(server, api.deps);
  await listen(server, config.http.port, config.http.host);
  await printSetupLink(api.deps);
  logger.info({ host: config.http.host, port: config.http.port }, 'api ready');
  return async () => {
    // Sockets and streams would hold the server open.
    await api.deps.live.end();
    await drain(server);
    await api.close();
    logger.info({}, 'api stopped');
  };
});
