import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../wait.js';
import { accepts } from './reachable.js';
import { becomePrimary } from './replica-set.js';
import { startServerProcess, type RunningServer } from './server.js';

export interface MongodOptions {
  readonly binary: string;
  readonly port: number;
  readonly dataDir: string;
  /** Gives up the start. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunningMongod extends RunningServer {
  readonly uri: string;
}

/** mongod's own exit code for data files that it cannot read because of their version. */
const EXIT_NEED_OTHER_VERSION = 62;

export function mongodUri(port: number): string {
  return `mongodb://127.0.0.1:${port}/holdfast?replicaSet=holdfast&directConnection=true`;
}

/**
 * Starts MongoDB as a single-node replica set, which transactions and change streams require.
 * Resolves when it is primary.
 */
export async function startMongod(options: MongodOptions): Promise<RunningMongod> {
  const { port, dataDir } = options;
  const dbPath = join(dataDir, 'mongo');
  mkdirSync(dbPath, { recursive: true });
  const server = await startServerProcess({
    name: 'mongod',
    command: options.binary,
    args: mongodArgs(port, dbPath),
    dataDir,
    signal: options.signal,
    hint: (exit) =>
      exit.code === EXIT_NEED_OTHER_VERSION
        ? `The data in ${dbPath} was written by another version of MongoDB. Use that version, or move the data away.`
        : undefined,
    ready: async (gone) => {
      const listens = (): Promise<boolean> => accepts({ host: '127.0.0.1', port });
      await waitUntil(listens, { what: `mongod to listen on port ${port}`, timeoutMs: 60_000, failed: gone });
      await becomePrimary(port, gone);
    },
  });
  return { ...server, uri: mongodUri(port) };
}

function mongodArgs(port: number, dbPath: string): string[] {
  return [
    ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', 'holdfast', '--oplogSize', '1024', '--wiredTigerCacheSizeGB', '0.5', '--quiet'],
    // A primary lingers 15 s after SIGTERM so that clients may find another one; there is no other one here.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // The transaction of a process that was killed holds its documents for this long; the default is a minute.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=6'],
  ];
}
