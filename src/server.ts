import { createServer } from 'node:http';
import { createLogger } from './adapters/system/logger.js';
import { createApp } from './api/app.js';
import { composeApi } from './compose.js';
import { loadConfig } from './config.js';
import { runUntilStopped } from './run-until-stopped.js';

/** Requests under way may take this long to end once the process is asked to stop. */
const DRAIN_MS = 5_000;

await runUntilStopped(async () => {
  const config = loadConfig();
  const logger = createLogger(config.logLevel, 'api');
  const api = await composeApi(config, logger);
  const handle = createApp(api.deps).callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.http.port, config.http.host, resolve);
  });
  logger.info({ host: config.http.host, port: config.http.port }, 'api ready');
  return async () => {
    const drained = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    await drained;
    await api.close();
    logger.info({}, 'api stopped');
  };
});
