import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/config.js';
import { findBinaries } from '../../src/dev/binaries/find-binaries.js';
import { createConsole } from '../../src/dev/console.js';
import { startMongod } from '../../src/dev/servers/mongod.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startServerProcess, type RunningServer } from '../../src/dev/servers/server.js';
import { startTemporal } from '../../src/dev/servers/temporal.js';
import { compile, REPOSITORY, type Build } from './build.js';
import { startMailSink, type MailSink } from './mail-sink.js';

const LAST_LINES = 15;

export interface Script {
  /** Names its log. */
  readonly name: string;
  readonly source: URL;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Arguments of node itself, before the script. */
  readonly nodeArgs?: readonly string[];
  /** Resolves when it can be used; `logFile` is where its output goes. */
  readonly ready: (gone: () => Error | undefined, logFile: string) => Promise<void>;
}

/**
 * The servers and processes of one benchmark: everything of its own, below a directory of its own, and gone when it is
 * closed. Nothing outlives this process, however it ends: the children are tied to it (`src/dev/processes`).
 */
export class Workbench {
  private static readonly all = new Set<Workbench>();
  private readonly running = new Set<RunningServer>();
  private readonly sinks: MailSink[] = [];
  private closing: Promise<void> | undefined;

  private constructor(
    readonly dir: string,
    private readonly build: Build,
    private readonly binaries: { readonly mongod: string; readonly temporal: string },
    private readonly root: string,
  ) {
    Workbench.all.add(this);
  }

  /** For a run that is broken off. */
  static async closeAll(): Promise<void> {
    await Promise.all([...Workbench.all].map((bench) => bench.close()));
  }

  /**
   * Does something on a workbench and closes it, however that ends.
   * @param root a checkout of another commit, whose processes it starts in place of ours
   */
  static async use<T>(work: (bench: Workbench) => Promise<T>, root = REPOSITORY): Promise<T> {
    const bench = await Workbench.open(root);
    try {
      return await work(bench);
    } catch (error) {
      bench.tellLogs();
      throw error;
    } finally {
      await bench.close();
    }
  }

  private static async open(root: string): Promise<Workbench> {
    const { report, progress } = createConsole(process.stderr);
    const { embedded } = loadConfig();
    const dir = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
    try {
      const { mongod, temporal } = await findBinaries({
        mongod: true,
        temporal: true,
        mongodNamed: embedded.mongo.binary,
        temporalNamed: embedded.temporal.binary,
        cacheDir: embedded.cacheDir,
        report,
        progress,
      });
      if (mongod === undefined || temporal === undefined) throw new Error('a server is missing');
      report('compiling');
      return new Workbench(dir, await compile(join(dir, 'build'), { root }), { mongod, temporal }, root);
    } catch (error) {
      rmSync(dir, { recursive: true, force: true });
      throw error;
    }
  }

  /** A replica set of one, as `npm run dev` starts it. Returns the address of a database in it. */
  async mongod(): Promise<(database: string) => string> {
    const [port = 0] = await freePorts(1);
    const server = await startMongod({ binary: this.binaries.mongod, port, dataDir: this.dir });
    this.running.add(server);
    return (database) => server.uri.replace('/holdfast?', `/${database}?`);
  }

  /** Temporal with its database in a file, with the settings of `npm run dev`. Returns its address. */
  async temporal(): Promise<string> {
    const [port = 0] = await freePorts(1);
    const server = await startTemporal({ binary: this.binaries.temporal, port, dataDir: this.dir });
    this.running.add(server);
    return server.address;
  }

  /** Where its mails go. */
  async mailSink(): Promise<MailSink> {
    const sink = await startMailSink();
    this.sinks.push(sink);
    return sink;
  }

  async start({ name, source, args = [], env = {}, nodeArgs = [], ready }: Script): Promise<RunningServer> {
    const server = await startServerProcess({
      name,
      command: process.execPath,
      args: [...nodeArgs, this.build.scriptOf(source), ...args],
      env: { ...cleanEnvironment(), ...env },
      cwd: this.root,
      dataDir: this.dir,
      stopGraceMs: 15_000,
      ready: (gone) => ready(gone, join(this.dir, 'logs', `${name}.log`)),
    });
    this.running.add(server);
    return server;
  }

  async stop(server: RunningServer): Promise<void> {
    this.running.delete(server);
    await server.stop();
  }

  /** The compiled form of a source file. */
  scriptOf(source: URL): string {
    return this.build.scriptOf(source);
  }

  /** The processes that run now, by name, and this one. */
  pids(): Record<string, number> {
    return {
      ...Object.fromEntries([...this.running].map(({ name, pid }) => [name.replace(/-\d+$/, ''), pid])),
      bench: process.pid,
    };
  }

  /** A directory for what a process leaves behind. */
  subdirectory(name: string): string {
    const path = join(this.dir, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** What the processes said last, for whoever has to find out why something failed. */
  private tellLogs(): void {
    const dir = join(this.dir, 'logs');
    for (const name of readdirSync(dir)) {
      const lines = readFileSync(join(dir, name), 'utf8').trimEnd().split('\n');
      process.stderr.write(`${[`${name}:`, ...lines.slice(-LAST_LINES)].join('\n  ')}\n`);
    }
  }

  /** Stops everything, last started first, and removes every trace. */
  close(): Promise<void> {
    this.closing ??= (async () => {
      for (const server of [...this.running].reverse()) await server.stop();
      for (const sink of this.sinks) await sink.close();
      rmSync(this.dir, { recursive: true, force: true, maxRetries: 3 });
    })();
    return this.closing;
  }
}

/** Neither a developer's settings nor their key of an AI may change what is measured. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.includes(name)));
}
