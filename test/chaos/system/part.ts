import { setTimeout as delay } from 'node:timers/promises';
import type { RunningServer } from '../../../src/dev/servers/server.js';

export const PARTS = ['api-1', 'api-2', 'worker-1', 'worker-2', 'mongod', 'temporal'] as const;
export type PartName = (typeof PARTS)[number];

/** What else is done to a process when it is started. */
export interface Oddity {
  /** Its output goes to a disk that has no room. */
  readonly isDiskFull?: boolean;
  /** Its clock is so much ahead, or behind. */
  readonly clockMs?: number;
}

type Launch = (oddity: Oddity) => Promise<RunningServer>;

/** So long a supervisor waits before it starts again what has ended by itself. */
const RESTART_MS = 500;

/** A process that faults happen to. One that ends by itself is started again, as every supervisor does. */
export class Part {
  private running: RunningServer | undefined;
  private isWanted = false;
  private restarting: Promise<void> = Promise.resolve();
  private endings = 0;

  constructor(
    readonly name: PartName,
    private readonly launch: Launch,
  ) {}

  /** How often it has ended although nobody killed it. */
  get endedByItself(): number {
    return this.endings;
  }

  async start(oddity: Oddity = {}): Promise<void> {
    this.isWanted = true;
    const server = await this.launch(oddity);
    this.running = server;
    void server.exited.then(() => {
      if (this.running !== server || !this.isWanted) return;
      this.endings += 1;
      this.restarting = this.restart();
    });
  }

  /** `kill -9`, to everything in its process group. */
  async kill(): Promise<void> {
    await this.restarting;
    this.isWanted = false;
    this.running?.kill();
    await this.running?.exited;
  }

  /** Asks it to end in order, and waits for that. */
  async stop(): Promise<void> {
    await this.restarting;
    this.isWanted = false;
    await this.running?.stop();
  }

  /** It neither answers nor notices that time goes by. */
  async freeze(ms: number): Promise<void> {
    await this.restarting;
    const { pid } = this.running ?? {};
    if (pid === undefined) return;
    // Not its group: what ends it when this run itself is killed must not be frozen as well.
    process.kill(pid, 'SIGSTOP');
    try {
      await delay(ms);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  }

  private async restart(): Promise<void> {
    // As often as it takes: what it needs may be away as well.
    for (let tries = 0; this.isWanted && tries < 60; tries += 1) {
      await delay(RESTART_MS);
      try {
        await this.start();
        return;
      } catch {
        // The next try comes after the same wait.
      }
    }
  }
}
