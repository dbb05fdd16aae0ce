/** The MCP server: assistants work on the desk with the rights of a person. */
import { createServer } from 'node:http';
import { createLogger } from './adapters/system/logger.js';
import { composeApi } from './compose/compose.js';
import { loadConfig } from './config/config.js';
import { createMcpApp } from './mcp/app.js';
import { runUntilStopped } from './run-until-stopped.js';
import { drain, listen, PATIENCE } from './serve-http.js';

await runUntilStopped(async () => {
  const config = loadConfig();
  const logger = createLogger(config.logLevel, 'mcp');
  const api = await composeApi(config, logger, { service: 'mcp' });
  const { hosts, port } = config.mcp;
  const handle = createMcpApp({ ...api.deps, hosts }).callback();
  const server = createServer(PATIENCE, (request, response) => void handle(request, response));
  await listen(server, port, config.http.host);
  logger.info({ host: config.http.host, port }, 'mcp ready');
  return async () => {
    await drain(server);
    await api.close();
    logger.info({}, 'mcp stopped');
  };
});
