import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from '../../src/dev/servers/ports.js';
import type { RunningServer } from '../../src/dev/servers/server.js';
import { waitUntil } from '../../src/dev/wait.js';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { createHoldfastClient, tokensOf, type HoldfastClient } from '../../src/client/client.js';
import { answerOf } from './answer.js';
import { REPOSITORY } from './build.js';
import { REPORTING } from './memory.js';
import { PROFILED } from './profile.js';
import type { Workbench } from './workbench.js';

const READY_MS = 60_000;

type DemoName = 'admin' | 'maya' | 'bob' | 'carol' | 'alice';

/** Where a Holdfast of the benchmark finds its servers. */
export interface Surroundings {
  readonly mongoUri: string;
  /** Without a worker nobody asks for these two. */
  readonly temporalAddress?: string;
  readonly smtpUrl?: string;
  /** Directory of a built console. Without it the API serves none. */
  readonly consoleDir?: string;
}

export interface RunningApi {
  readonly server: RunningServer;
  readonly url: string;
  readonly ticketsUrl: string;
  /** Of a signed-in requester. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The settings of a production system, logging included: each request's line goes to a file. */
function environment(
  { mongoUri, temporalAddress, smtpUrl, consoleDir }: Surroundings,
  port = 1,
): NodeJS.ProcessEnv {
  return {
    ...(consoleDir === undefined ? {} : { CONSOLE_DIR: consoleDir }),
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    JWT_SECRET: 'a-secret-of-the-benchmark-0123456789abcdef',
    MONGODB_URI: mongoUri,
    TEMPORAL_ADDRESS: temporalAddress ?? '127.0.0.1:1',
    SMTP_URL: smtpUrl ?? 'smtp://127.0.0.1:1',
    // Counted as in production, which refuses to lift the limits; never reached.
    RATE_LIMIT_PER_ACCOUNT: '1000000000',
    RATE_LIMIT_PER_ADDRESS: '1000000000',
    OUTBOUND_ALLOWED_HOSTS: '127.0.0.1',
    LIVE_MAX_CONNECTIONS: '9000',
    LIVE_MAX_CONNECTIONS_PER_ACCOUNT: '9000',
  };
}

/** Servers for all that a Holdfast without a console needs. */
export type AllServers = Required<Omit<Surroundings, 'consoleDir'>>;

/** What is looked at in a process beside what it does. */
export interface Watched {
  readonly isProfiled?: boolean;
  /** Where it writes its gauges (`gauge.ts`), if it shall. */
  readonly gaugesDir?: string;
}

/** The API process, on a database with the demo accounts in it. */
export async function startApi(
  bench: Workbench,
  around: Surroundings,
  watched: Watched = {},
): Promise<RunningApi> {
  await seed(bench, around);
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const server = await bench.start({
    name: `api-${port}`,
    source: new URL('../../src/server.ts', import.meta.url),
    env: { ...environment(around, port), ...gaugeEnvironment(watched) },
    nodeArgs: watchedArgs(bench, watched),
    ready: (failed) =>
      waitUntil(() => answers(`${url}/health/ready`), {
        what: 'the API to be ready',
        timeoutMs: READY_MS,
        failed,
      }),
  });
  const authorization = `Bearer ${await signIn(url, 'alice')}`;
  return { server, url, ticketsUrl: `${url}/api/v1/tickets`, headers: { authorization } };
}

/** The worker process with its relay, as `npm run start:worker` starts it. It answers {@link REPORTING} in `reports`. */
export async function startWorker(
  bench: Workbench,
  around: Surroundings,
  options: Watched & { readonly metricsAddress?: string } = {},
): Promise<RunningServer> {
  const { metricsAddress } = options;
  return bench.start({
    name: 'worker',
    source: new URL('../../src/worker.ts', import.meta.url),
    env: {
      ...environment(around),
      ...gaugeEnvironment(options),
      ...(metricsAddress === undefined ? {} : { TEMPORAL_METRICS_ADDRESS: metricsAddress }),
    },
    nodeArgs: [
      ...argumentsOf('start:worker'),
      ...REPORTING(bench.subdirectory('reports')),
      ...watchedArgs(bench, options),
    ],
    ready: (failed, log) => waitForLine(log, '"msg":"worker ready"', failed),
  });
}

function watchedArgs(bench: Workbench, { isProfiled = false, gaugesDir }: Watched): string[] {
  return [
    ...(isProfiled ? PROFILED(bench.subdirectory('profile')) : []),
    ...(gaugesDir === undefined ? [] : ['--import', bench.scriptOf(new URL('./gauge.ts', import.meta.url))]),
  ];
}

function gaugeEnvironment({ gaugesDir }: Watched): NodeJS.ProcessEnv {
  return gaugesDir === undefined ? {} : { HOLDFAST_BENCH_GAUGES: gaugesDir };
}

/** What a script of package.json tells node itself. */
function argumentsOf(script: string): readonly string[] {
  const { scripts }: any = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  return String(scripts[script])
    .split(' ')
    .filter((word) => word.startsWith('--'));
}

/** Waits for a text in what a process has said. */
export async function waitForLine(log: string, text: string, failed: () => Error | undefined): Promise<void> {
  const isSaid = async (): Promise<boolean> => (await readFile(log, 'utf8')).includes(text);
  await waitUntil(isSaid, { what: `${text} in ${log}`, timeoutMs: READY_MS, everyMs: 100, failed });
}

/** Makes the demo accounts, which production itself refuses to do. */
async function seed(bench: Workbench, around: Surroundings): Promise<void> {
  const server = await bench.start({
    name: 'seed',
    source: new URL('../../src/cli/seed.ts', import.meta.url),
    env: { ...environment(around), NODE_ENV: 'test' },
    ready: (failed, log) => waitForLine(log, 'emo accounts', failed),
  });
  await server.exited;
  await bench.stop(server);
}

/** A client that is signed in as a demo account. */
export async function clientOf({ url }: RunningApi, name: DemoName): Promise<HoldfastClient> {
  return createHoldfastClient({ url, accessToken: await signIn(url, name) });
}

/** The access token of a demo account, for half an hour. */
export async function signIn(url: string, name: DemoName): Promise<string> {
  const body = { email: `${name}@holdfast.local`, password: DEMO_PASSWORD };
  return tokensOf(await answerOf(createHoldfastClient({ url }).POST('/api/v1/auth/login', { body })))
    .access_token;
}

async function answers(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    return status === 200;
  } catch {
    return false;
  }
}
