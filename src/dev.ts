/** `npm run dev`: the whole product on this machine, with a MongoDB, a Temporal and an inbox of its own. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from './config/config.js';
import { withOwnSecret } from './config/secret.js';
import { createConsole } from './dev/console.js';
import { DevError } from './dev/dev-error.js';
import { metricsEnvironment, metricsPorts } from './dev/metrics-ports.js';
import { runDev } from './dev/run-dev.js';
import { portOrAnother } from './dev/servers/ports.js';

/** The worker's readiness is seen in its log at this level; the logs go to files, so nobody is bothered by it. */
const QUIETER_THAN_INFO = new Set(['warn', 'error', 'silent']);
/** Where a newcomer can send a mail to. */
const MAIL_IN_PORT = 2525;
const ANY_HOST = new Set(['0.0.0.0', '::']);

async function main(): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new DevError(
      '`npm run dev` runs embedded servers, which production refuses: use start:api and start:worker.',
    );
  }
  const env = withOwnSecret(withMailIn(process.env));
  const { embedded, http, inbound, logLevel, mcp, metrics: toServe, temporal } = loadConfig(env);
  const localHost = ANY_HOST.has(http.host) ? '127.0.0.1' : http.host;
  const metrics = await metricsPorts({ ...toServe, sdkAddress: temporal.metricsAddress });
  const mcpPort = (env['MCP_PORT'] ?? '') === '' ? await freeMcpPort(mcp.port, http.port) : mcp.port;
  await runDev({
    dataDir: resolve(embedded.dataDir),
    cacheDir: embedded.cacheDir,
    mongo: embedded.mongo,
    temporal: {
      ...embedded.temporal,
      uiUrl: temporal.uiUrl,
      codecEndpoint: temporal.codecKeys.length === 0 ? undefined : `${http.publicUrl}/temporal/codec`,
    },
    inbox: embedded.inbox,
    mailIn: {
      host: localHost,
      port: inbound.smtp?.port ?? (await portOrAnother(MAIL_IN_PORT)),
      addresses: inbound.addresses,
    },
    metrics,
    http,
    mcp: { host: localHost, port: mcpPort },
    seedScript: 'src/cli/seed.ts',
    consoleScript: 'web/build/run.ts',
    apps: [
      {
        name: 'api',
        label: 'API',
        script: 'src/server.ts',
        ready: { url: `http://${localHost}:${http.port}/health/ready` },
      },
      { name: 'worker', label: 'Worker', script: 'src/worker.ts', ready: { line: '"msg":"worker ready"' } },
      {
        name: 'mcp',
        label: 'MCP',
        script: 'src/mcp.ts',
        startsLate: true,
        ready: { url: `http://${localHost}:${mcpPort}/health` },
      },
    ],
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...env,
      ...metricsEnvironment(metrics),
      MCP_PORT: String(mcpPort),
      CONSOLE_DIR: env['CONSOLE_DIR'] ?? resolve(embedded.dataDir, 'console'),
      CONSOLE_DEMO_ACCOUNTS: env['CONSOLE_DEMO_ACCOUNTS'] ?? 'true',
      LOG_LEVEL: QUIETER_THAN_INFO.has(logLevel) ? 'info' : logLevel,
    },
    console: createConsole(process.stdout),
  });
}

/** The usual one, unless it is taken, or will be by the API. */
function freeMcpPort(usual: number, apiPort: number): Promise<number> {
  return portOrAnother(usual === apiPort ? usual + 1 : usual);
}

/** Unless somebody says for whom mail is taken, it is for anybody here, and mails can be answered. */
function withMailIn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if ((env['INBOUND_ADDRESSES'] ?? '') !== '') return env;
  return { INBOUND_REPLY_ADDRESS: 'reply@holdfast.local', ...env, INBOUND_ADDRESSES: '*@holdfast.local' };
}

try {
  await main();
  process.exit(0);
} catch (error) {
  if (!(error instanceof DevError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
