import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { loadConfig } from '../../../src/config/config.js';
import { defaultCacheDir } from '../../../src/adapters/system/cache-dir.js';
import { inWorkDir, keep, keptBinary } from '../../../src/dev/binaries/cache.js';
import { runTool } from '../../../src/dev/binaries/run-tool.js';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { waitFor } from '../wait-for.js';

/** A real mail server, in Java: https://greenmail-mail-test.github.io/greenmail/ */
const ARTIFACT = 'com.icegreen:greenmail-standalone:2.1.5';
const FILE = 'greenmail-standalone-2.1.5.jar';
const SHA256 = '4649d8d16eca356b3812b992a278d8af9f2d2ab32b3e1f6d266603c59336087e';

const ACCOUNT = 'help@holdfast.local';
const PASSWORD = 'not-a-secret';

/**
 * The server's file, out of the cache or by way of the Maven that is installed; null where there is no Java or no way to
 * get it. What is tested with it is skipped then.
 */
export async function findGreenMail(): Promise<string | null> {
  if (spawnSync('java', ['-version']).status !== 0) return null;
  const cacheDir = loadConfig().embedded.cacheDir ?? defaultCacheDir();
  const kept = keptBinary(cacheDir, FILE);
  if (existsSync(kept) && isGenuine(kept)) return kept;
  try {
    return await inWorkDir(cacheDir, 'greenmail', async (workDir) => {
      const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
      await runTool({
        command: 'mvn',
        args: ['-B', copy, `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${workDir}`],
        cwd: workDir,
        stalledAfterMs: 60_000,
      });
      const file = join(workDir, FILE);
      if (!isGenuine(file)) throw new Error(`${FILE} is not what it was`);
      return keep(cacheDir, FILE, file);
    });
  } catch (error) {
    console.warn(`No IMAP server to test with: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function isGenuine(file: string): boolean {
  return createHash('sha256').update(readFileSync(file)).digest('hex') === SHA256;
}

/** A mail server with one account, whose mails end with it. */
export class GreenMail {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly jar: string,
    private readonly smtpPort: number,
    readonly imapPort: number,
  ) {}

  static async start(jar: string): Promise<GreenMail> {
    const [smtpPort = 0, imapPort = 0] = await freePorts(2);
    const server = new GreenMail(jar, smtpPort, imapPort);
    await server.start();
    return server;
  }

  /** As INBOUND_IMAP_URL has it; through another port where something stands in between. */
  url(port = this.imapPort): string {
    return `imap://${encodeURIComponent(ACCOUNT)}:${PASSWORD}@127.0.0.1:${port}/INBOX`;
  }

  /** Numbers its messages anew each time. */
  async start(): Promise<void> {
    const listen = (protocol: string, port: number) => [
      `-Dgreenmail.${protocol}.hostname=127.0.0.1`,
      `-Dgreenmail.${protocol}.port=${port}`,
    ];
    const account = [`-Dgreenmail.users=help:${PASSWORD}@holdfast.local`, '-Dgreenmail.users.login=email'];
    const settings = [...listen('smtp', this.smtpPort), ...listen('imap', this.imapPort), ...account];
    const vm = ['-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
    this.process = spawn('java', [...vm, ...settings, '-jar', this.jar], { stdio: 'ignore' });
    await waitFor('the mail server to answer', () => this.answers());
  }

  /** Has the server deliver a mail to the account, as another server sends it. */
  async deliver(raw: string): Promise<void> {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: this.smtpPort });
    await transport.sendMail({ envelope: { from: 'alice@holdfast.local', to: ACCOUNT }, raw });
    transport.close();
  }

  async stop(): Promise<void> {
    if (this.process === undefined || this.process.exitCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
    this.process = undefined;
  }

  private async answers(): Promise<true | undefined> {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: this.smtpPort });
    return transport.verify().then(
      () => true as const,
      () => undefined,
    );
  }
}
