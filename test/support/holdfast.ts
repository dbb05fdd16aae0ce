import { randomInt, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Client as TemporalClient, Connection as TemporalConnection } from '@temporalio/client';
import mongoose, { type Connection } from 'mongoose';
import { createApp } from '../../src/api/app.js';
import { serveSockets } from '../../src/api/live/serve-sockets.js';
import { Argon2Hasher } from '../../src/adapters/auth/argon2-hasher.js';
import { openRepositories } from '../../src/adapters/mongo/repositories.js';
import { FileReaderPool } from '../../src/adapters/file-analysis/reader-pool.js';
import { ParserPool } from '../../src/adapters/mail/parser-pool.js';
import { createLogger } from '../../src/adapters/system/logger.js';
import { installRuntime } from '../../src/adapters/temporal/worker.js';
import type { AppDeps } from '../../src/app/deps.js';
import { DEMO_PASSWORD, seedDemoAccounts } from '../../src/app/operations/seed.js';
import { composeApi, composeWorker } from '../../src/compose/compose.js';
import { loadConfig, type Config } from '../../src/config/config.js';
import { DEFAULT_POLICY, type SlaPolicy } from '../../src/domain/sla/sla.js';
import { giveBackDatabase, takeDatabase } from './databases.js';
import { Client, type ClientOptions } from './http-client.js';
import { scriptArgs } from './processes/script-args.js';
import { startSmtpSink, type SmtpSink } from './servers/smtp-sink.js';

export interface HoldfastOptions {
  /** False leaves the worker out: tickets are accepted and wait. */
  readonly worker?: boolean;
  /** Environment variables on top of the test's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The default SLA policy of this system, where seconds shall do for hours. */
  readonly policy?: Partial<SlaPolicy>;
  /** Makes the parser of mail of each worker that is started, in place of its own. */
  readonly mailParser?: () => NonNullable<NonNullable<Parameters<typeof composeWorker>[2]>['mailParser']>;
  /** How long the SMTP sink takes to say that it has a mail. */
  readonly sinkAnswerMs?: number;
}

/** On a machine that is starved, Redis would be taken to be away, and requests counted by each process for itself. */
const REDIS_ANSWER_MS = 60_000;

/** Real hashes, at a hundredth of the real cost, which argon2-hasher.test.ts proves. */
const CHEAP_HASHES = { memoryCost: 256, timeCost: 1, parallelism: 1 };

const fileReader = () => new FileReaderPool(scriptArgs('src/adapters/file-analysis/reader-process.ts'));
const mailParser = () => new ParserPool(scriptArgs('src/adapters/mail/parser-process.ts'));

/** Staff have to say which version they change. */
const ANY_VERSION = { 'if-match': '*' };

type Name = 'admin' | 'maya' | 'bob' | 'carol' | 'alice';

/** A whole Holdfast on the run's real servers: a database, task queues and an SMTP sink of its own. */
export interface Holdfast {
  readonly url: string;
  readonly config: Config;
  readonly deps: AppDeps;
  readonly mongo: Connection;
  /** Sees Temporal as an operator without a codec key does. */
  readonly temporal: TemporalClient;
  readonly sink: SmtpSink;
  /** A client that is signed in as a demo account, or as nobody. Staff take any version unless a test says otherwise. */
  client(name?: Name, options?: ClientOptions): Promise<Client>;
  startWorker(): Promise<void>;
  /** A worker with other settings, which whoever asks for it closes. */
  workerWith(config: Config, parts?: Pick<HoldfastOptions, 'mailParser'>): ReturnType<typeof composeWorker>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

export async function startHoldfast(options: HoldfastOptions = {}): Promise<Holdfast> {
  const sink = await startSmtpSink(0, options.sinkAnswerMs);
  const config = testConfig({ SMTP_URL: sink.url, ...options.environment }, takeDatabase());
  const isOnSharedMongo = options.environment?.['MONGODB_URI'] === undefined;
  // Mongoose would make the collections and indexes itself, with a command for each, which take MongoDB longest of all.
  const mongo = await mongoose
    .createConnection(config.mongo.uri, { autoIndex: false, autoCreate: false })
    .asPromise();
  await prepare(mongo, options.policy);
  const temporal = TemporalConnection.lazy({ address: config.temporal.address });
  const logger = createLogger(config.logLevel, 'test');
  const api = await composeApi(config, logger, {
    redisAnswerMs: REDIS_ANSWER_MS,
    hasher: new Argon2Hasher(CHEAP_HASHES),
    mailParser: mailParser(),
    fileReader: fileReader(),
  });
  await seedDemoAccounts(api.deps);
  const handle = createApp(api.deps).callback();
  const server = createServer((request, response) => void handle(request, response));
  serveSockets(server, api.deps);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  let worker: Awaited<ReturnType<typeof composeWorker>> | undefined;

  const holdfast: Holdfast = {
    url,
    config,
    deps: api.deps,
    mongo,
    temporal: new TemporalClient({ connection: temporal }),
    sink,
    client: async (name, clientOptions) => {
      const isStaff = name !== undefined && name !== 'alice';
      const headers = { ...(isStaff ? ANY_VERSION : {}), ...clientOptions?.headers };
      const client = new Client(url, { ...clientOptions, headers });
      return name === undefined ? client : client.signIn(`${name}@holdfast.local`, DEMO_PASSWORD);
    },
    workerWith: (workerConfig, parts = options) => {
      quietRuntime();
      const { mailParser: parserOf = mailParser } = parts;
      return composeWorker(workerConfig, logger, {
        workflowBundle: bundleFor(workerConfig),
        mailParser: parserOf(),
        fileReader: fileReader(),
      });
    },
    startWorker: async () => {
      worker ??= await holdfast.workerWith(config);
    },
    stopWorker: async () => {
      await worker?.close();
      worker = undefined;
    },
    close: async () => {
      await holdfast.stopWorker();
      await api.deps.live.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await api.close();
      await temporal.close();
      await (isOnSharedMongo ? giveBackDatabase(mongo) : mongo.dropDatabase());
      await mongo.close();
      await sink.close();
    },
  };
  if (options.worker !== false) await holdfast.startWorker();
  return holdfast;
}

/** As the build has two: one for systems that encrypt. */
export function bundleFor({ temporal }: Config): string {
  const isEncrypting = temporal.codecKeys.length > 0;
  return process.env[isEncrypting ? 'HOLDFAST_TEST_ENCRYPTING_BUNDLE' : 'HOLDFAST_TEST_WORKFLOW_BUNDLE']!;
}

/** Settings for one test file: the run's servers, with a database and task queues that nobody else uses. */
export function testConfig(environment: Readonly<Record<string, string>> = {}, database?: string): Config {
  const name = `t${randomUUID().slice(0, 8)}`;
  const uri = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
  uri.pathname = `/${database ?? name}`;
  return loadConfig({
    NODE_ENV: 'test',
    RATE_LIMIT_DISABLED: 'true',
    // What comes by the clock would come in the middle of tests.
    SCHEDULES_ENABLED: 'false',
    // No test loads a model by the way.
    AI_EMBEDDINGS: 'off',
    // Every worker would count every ticket.
    FIGURES_ENABLED: 'false',
    // A build that happens to be there would answer the root.
    CONSOLE_DIR: '.holdfast/no-console',
    LOG_LEVEL: process.env['HOLDFAST_TEST_LOG_LEVEL'] ?? 'silent',
    MONGODB_URI: uri.toString(),
    TEMPORAL_ADDRESS: process.env['HOLDFAST_TEST_TEMPORAL_ADDRESS'],
    TEMPORAL_TASK_QUEUE_PREFIX: name,
    // Enough for a test; each open poll is a request that Temporal holds.
    WORKER_POLLERS: '2',
    ...environment,
  });
}

/** Ticket numbers are workflow ids, and all test files share one Temporal: each starts at a number of its own. */
async function prepare(mongo: Connection, policy: Partial<SlaPolicy> | undefined): Promise<void> {
  if (policy !== undefined) {
    const { policies } = await openRepositories(mongo);
    await policies.addIfMissing({ ...DEFAULT_POLICY, ...policy });
  }
  const counters = mongo.collection<{ _id: string; next: number }>('counters');
  const year = new Date().getUTCFullYear();
  await counters.insertOne({ _id: `ticket-number-${year}`, next: randomInt(1_000_000, 900_000_000) });
}

/** The SDK's own messages, unless wanted, stay out of the tests. Its runtime ends with the last worker, and begins anew. */
export function quietRuntime(): void {
  try {
    installRuntime((level, message, fields) => {
      if (process.env['HOLDFAST_TEST_LOG_LEVEL'] !== undefined) console.error(level, message, fields);
    });
  } catch {
    // It runs already, for another worker of this file.
  }
}
