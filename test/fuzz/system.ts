import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { environmentSchema } from '../../src/config/config.js';
import { tsxArgs } from '../../src/dev/processes/tsx.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startServerProcess, type RunningServer } from '../../src/dev/servers/server.js';
import { waitUntil } from '../../src/dev/wait.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The first start of all may have to fetch or build the servers. */
const READY_MS = 12 * 60_000;
/** `npm run dev` stops its parts one after the other. */
const STOP_MS = 40_000;

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

export interface FuzzedSystem {
  readonly url: string;
  readonly mcpUrl: string;
  /** Where the API writes its log. */
  readonly apiLog: string;
  readonly server: RunningServer;
  readonly stop: () => Promise<void>;
}

/** A complete Holdfast as `npm run dev` starts it, on ports and data of its own. @throws DevError */
export async function startSystem(dir: string, tell: (line: string) => void): Promise<FuzzedSystem> {
  const dataDir = join(dir, 'data');
  const [port = 0, mongodb = 0, temporal = 0, temporalUi = 0, smtp = 0, inbox = 0, mcp = 0] =
    await freePorts(7);
  let [isUp, isReady] = [false, false];
  const server = await startServerProcess({
    name: 'holdfast',
    command: process.execPath,
    args: [...tsxArgs(), join(ROOT, 'src/dev.ts')],
    cwd: ROOT,
    dataDir: dir,
    env: {
      ...surroundings(),
      PORT: String(port),
      MONGODB_PORT: String(mongodb),
      TEMPORAL_PORT: String(temporal),
      TEMPORAL_UI_PORT: String(temporalUi),
      SMTP_PORT: String(smtp),
      INBOX_PORT: String(inbox),
      MCP_PORT: String(mcp),
      HOLDFAST_DATA_DIR: dataDir,
      RATE_LIMIT_DISABLED: 'true',
    },
    stopGraceMs: STOP_MS,
    onLine: (line) => {
      // The table of addresses and accounts, from the first empty line on, is for people who stay.
      isUp ||= line === '';
      if (!isUp) tell(line);
      isReady ||= line === 'holdfast ready';
    },
    ready: (failed) =>
      waitUntil(() => isReady, { what: 'holdfast to be ready', timeoutMs: READY_MS, failed }),
  });
  return {
    url: `http://127.0.0.1:${port}`,
    mcpUrl: `http://127.0.0.1:${mcp}/mcp`,
    apiLog: join(dataDir, 'logs', 'api.log'),
    server,
    stop: () => server.stop(),
  };
}

/** Every operation of its document: `GET /health`. */
export async function operationsOf(url: string): Promise<ReadonlySet<string>> {
  const response = await fetch(`${url}/api/openapi.json`);
  const { paths } = documentSchema.parse(await response.json());
  const names = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return new Set(names);
}

/** Our environment without settings of Holdfast, other than where its servers' programs are: no key, no given address. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = new Set(['MONGOD_BINARY', 'TEMPORAL_BINARY', 'HOLDFAST_CACHE_DIR']);
  const settings = new Set(Object.keys(environmentSchema.shape).filter((name) => !kept.has(name)));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.has(name)));
}
