import { existsSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIn, compile, REPOSITORY, type Build } from '../../../bench/support/build.js';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { loadConfig } from '../../../src/config/config.js';
import { findBinaries, type FoundBinaries } from '../../../src/dev/binaries/find-binaries.js';
import { createConsole } from '../../../src/dev/console.js';
import { mongodUri, startMongod } from '../../../src/dev/servers/mongod.js';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { startServerProcess, type RunningServer } from '../../../src/dev/servers/server.js';
import { startTemporal } from '../../../src/dev/servers/temporal.js';
import { waitUntil } from '../../../src/dev/wait.js';
import { startGeminiStandIn, type GeminiStandIn } from '../../support/servers/gemini-stand-in.js';
import { startCountingSink, type CountingSink } from './mail-sink.js';
import { startChaosReceiver, type ChaosReceiver } from './webhooks.js';
import { Part, PARTS, type Oddity, type PartName } from './part.js';
import { environment, runPolicy } from './settings.js';

const READY_MS = 60_000;

/** The worker of production, with a listener for the auditor. */
const WORKER = 'test/chaos/fixtures/listening-worker.ts';

/** A whole Holdfast as production runs it, twice of everything that may be there twice. */
export interface ChaosSystem {
  readonly dir: string;
  readonly apiUrls: readonly string[];
  /** Where the workers take mails. */
  readonly inboundPorts: readonly number[];
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly sink: CountingSink;
  readonly gemini: GeminiStandIn;
  readonly webhooks: ChaosReceiver;
  part(name: PartName): Part;
  /** Stops everything; the directory goes unless it shall be kept. */
  close(keeps: boolean): Promise<void>;
}

export async function startSystem(say: (line: string) => void): Promise<ChaosSystem> {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-chaos-'));
  const binaries = await binariesOf();
  const build = await buildOf(dir, say);
  const [mongoPort = 0, temporalPort = 0, ...others] = await freePorts(6);
  const [apiPorts, inboundPorts] = [others.slice(0, 2), others.slice(2)];
  const [sink, gemini, webhooks] = await Promise.all([
    startCountingSink(),
    startGeminiStandIn(),
    startChaosReceiver(),
  ]);
  const apiUrls = apiPorts.map((port) => `http://127.0.0.1:${port}`);
  const mongoUri = mongodUri(mongoPort);
  const temporalAddress = `127.0.0.1:${temporalPort}`;
  const around = {
    ...{ mongoUri, temporalAddress, smtpUrl: sink.url, geminiUrl: gemini.url },
    publicUrl: apiUrls[0] ?? '',
  };
  const script = (name: string, file: string, port?: number, inboundPort?: number) =>
    new Script(dir, build, name, file, environment(around, port, inboundPort));
  const launches: Record<PartName, (oddity: Oddity) => Promise<RunningServer>> = {
    mongod: () => startMongod({ binary: binaries.mongod ?? 'mongod', port: mongoPort, dataDir: dir }),
    temporal: () =>
      startTemporal({ binary: binaries.temporal ?? 'temporal', port: temporalPort, dataDir: dir }),
    'api-1': (oddity) => script('api-1', 'src/server.ts', apiPorts[0]).start(oddity, 'api ready'),
    'api-2': (oddity) => script('api-2', 'src/server.ts', apiPorts[1]).start(oddity, 'api ready'),
    'worker-1': (oddity) =>
      script('worker-1', WORKER, undefined, inboundPorts[0]).start(oddity, 'worker ready'),
    'worker-2': (oddity) =>
      script('worker-2', WORKER, undefined, inboundPorts[1]).start(oddity, 'worker ready'),
  };
  const parts = new Map(PARTS.map((name) => [name, new Part(name, launches[name])]));
  const part = (name: PartName): Part => parts.get(name) ?? fail(name);
  const close = async (keeps: boolean): Promise<void> => {
    for (const name of PARTS) await part(name).stop();
    await Promise.all([sink.close(), gemini.close(), webhooks.close()]);
    if (!keeps) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    say('starting MongoDB, Temporal, two APIs and two workers');
    await Promise.all([part('mongod').start(), part('temporal').start()]);
    await setPolicy(mongoUri);
    await script('seed', 'src/cli/seed.ts').run({ NODE_ENV: 'test' });
    await Promise.all(
      (['api-1', 'api-2', 'worker-1', 'worker-2'] as const).map((name) => part(name).start()),
    );
  } catch (error) {
    await close(true);
    throw error;
  }
  return { dir, apiUrls, inboundPorts, mongoUri, temporalAddress, sink, gemini, webhooks, part, close };
}

function fail(name: string): never {
  throw new Error(`There is no part ${name}.`);
}

/** Before the seed, which leaves alone what is there. */
async function setPolicy(mongoUri: string): Promise<void> {
  const connection = await connectMongo(mongoUri);
  try {
    const { policies, categories } = await openRepositories(connection);
    await policies.addIfMissing(runPolicy());
    const network = await categories.find('network');
    if (network === null) throw new Error('There is no category network.');
    // The API takes no wait below a minute.
    const answers = { autoAnswerAbove: 0.5, autoAnswerMinutes: 0.05 };
    const content = { ...network.content, ...answers, version: network.content.version + 1 };
    await categories.add({ ...network, content });
  } finally {
    await connection.close();
  }
}

async function binariesOf(): Promise<FoundBinaries> {
  const { embedded } = loadConfig();
  return findBinaries({
    mongod: true,
    temporal: true,
    mongodNamed: embedded.mongo.binary,
    temporalNamed: embedded.temporal.binary,
    cacheDir: embedded.cacheDir,
    ...createConsole(process.stderr),
  });
}

/** Writes to a disk that has no room are answered as this device answers them. */
const FULL_DISK = ['-c', 'exec "$0" "$@" >/dev/full 2>&1'];

/** So long a process that cannot say that it is ready gets to be it. */
const SILENT_START_MS = 4_000;

/** The build of the test run that this is a part of; otherwise one of our own. */
function buildOf(dir: string, say: (line: string) => void): Promise<Build> {
  const built = process.env['HOLDFAST_TEST_BUILD'];
  if (built !== undefined) return Promise.resolve(buildIn(built));
  say('compiling');
  return compile(join(dir, 'build'), { more: [WORKER] });
}

/** A compiled script of ours that is started again and again under one name. */
class Script {
  constructor(
    private readonly dir: string,
    private readonly build: Build,
    private readonly name: string,
    private readonly file: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  start({ isDiskFull = false, clockMs = 0 }: Oddity, ready: string): Promise<RunningServer> {
    const node = [process.execPath, ...(clockMs === 0 ? [] : ['--import', skewedBy(clockMs)]), this.script];
    const [command = '', ...args] = isDiskFull ? ['sh', ...FULL_DISK, ...node] : node;
    const before = this.timesSaid(ready);
    return startServerProcess({
      ...{ name: this.name, command, args, env: this.env, cwd: REPOSITORY, dataDir: this.dir },
      stopGraceMs: 15_000,
      ready: (gone) =>
        isDiskFull
          ? delay(SILENT_START_MS)
          : waitUntil(() => Promise.resolve(this.timesSaid(ready) > before), {
              what: `${this.name} to be ready`,
              timeoutMs: READY_MS,
              everyMs: 100,
              failed: gone,
            }),
    });
  }

  /** Runs it to its end. */
  async run(env: NodeJS.ProcessEnv): Promise<void> {
    const server = await startServerProcess({
      ...{
        name: this.name,
        command: process.execPath,
        args: [this.script],
        cwd: REPOSITORY,
        dataDir: this.dir,
      },
      env: { ...this.env, ...env },
      ready: () => Promise.resolve(),
    });
    const { code } = await server.exited;
    if (code !== 0) throw new Error(`${this.name} ended with ${code}: ${this.log()}`);
    await server.stop();
  }

  private get script(): string {
    return this.build.scriptOf(new URL(`../../../${this.file}`, import.meta.url));
  }

  private log(): string {
    const file = join(this.dir, 'logs', `${this.name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  private timesSaid(words: string): number {
    return this.log().split(`"msg":"${words}"`).length;
  }
}

/** A module that sets the clock of the process that imports it. */
function skewedBy(ms: number): string {
  const source = `
    const Real = Date;
    globalThis.Date = class Date extends Real {
      constructor(...parts) { if (parts.length === 0) super(Real.now() + ${ms}); else super(...parts); }
      static now() { return Real.now() + ${ms}; }
    };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
