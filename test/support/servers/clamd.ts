import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClamdScanner } from '../../../src/adapters/files/clamd-scanner.js';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { waitFor } from '../wait-for.js';

/** A virus scanner is optional; what is tested with it is skipped where it is not. */
export const HAS_CLAMD = spawnSync('clamd', ['--version']).status === 0;

/** What the signature of the tests finds. */
export const BAD_CONTENT = Buffer.from('this is what the signature of the tests is about');
export const BAD_NAME = 'Holdfast.Test.UNOFFICIAL';

/** A real clamd of its own, with one signature of ours instead of the database. */
export class ClamdServer {
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly dir: string,
  ) {}

  static async start(): Promise<ClamdServer> {
    const server = await ClamdServer.prepare();
    await server.start();
    return server;
  }

  /** One that is away until it is started. */
  static async prepare(): Promise<ClamdServer> {
    const [port = 0] = await freePorts(1);
    const dir = mkdtempSync(join(tmpdir(), 'holdfast-clamd-'));
    const hash = createHash('md5').update(BAD_CONTENT).digest('hex');
    writeFileSync(join(dir, 'test.hdb'), `${hash}:${BAD_CONTENT.length}:Holdfast.Test\n`);
    const settings = {
      DatabaseDirectory: dir,
      TCPSocket: port,
      TCPAddr: '127.0.0.1',
      Foreground: 'yes',
      StreamMaxLength: '2M',
      TemporaryDirectory: dir,
      MaxThreads: 2,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
    writeFileSync(join(dir, 'clamd.conf'), lines.join(''));
    return new ClamdServer(port, dir);
  }

  get url(): string {
    return `tcp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.process = spawn('clamd', ['--config-file', join(this.dir, 'clamd.conf')], { stdio: 'ignore' });
    const scanner = new ClamdScanner(this.url);
    await waitFor('clamd to answer', () =>
      scanner.ping().then(
        () => true,
        () => undefined,
      ),
    );
  }

  async close(): Promise<void> {
    const { process, dir } = this;
    this.process = undefined;
    if (process !== undefined) {
      process.kill('SIGKILL');
      await once(process, 'exit');
    }
    rmSync(dir, { recursive: true, force: true });
  }
}
