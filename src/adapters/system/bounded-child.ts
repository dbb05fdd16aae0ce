import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { DomainError } from '../../domain/errors.js';
import { readFrames, writeFrame } from './frames.js';
import { answerWithin } from './answer-within.js';

/** Starting takes a fifth of a second on an idle machine. */
const START_TIMEOUT_MS = 30_000;
/** From the end of the channel to the end of the process. */
const EXIT_TIMEOUT_MS = 1_000;
const MAX_STDERR = 2_000;

/** Interval of the watchdog. */
const TICK_MS = 50;

/** What a child runs, and what it may hold. */
export interface ChildOptions {
  /** Its name in errors: "mail parser". */
  readonly name: string;
  /** Arguments with which node runs it. */
  readonly script: readonly string[];
  /** Limits of V8's own heap. The watchdog in the process limits the total memory. */
  readonly heap: readonly string[];
  readonly maxMegabytes: number;
}

/** The limits of one question. */
export interface AskLimits {
  /**
   * Polled until the answer.
   * @param ms duration so far
   */
  readonly isOver: (ms: number) => boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * A process that reads what strangers have sent, one piece at a time.
 * It is a process, not a thread. Measured with Node 20: with `resourceLimits` of 128 MB, a thread still gets 1.2 GB
 * of Buffers, and one large array in it ends the whole worker with V8's fatal "heap out of memory".
 */
export class BoundedChild {
  /** Resolves when the process has exited. */
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;
  private readonly channel: Socket;
  private readonly blocks: AsyncGenerator<Buffer, void>;
  private stderr = '';

  constructor(private readonly options: ChildOptions) {
    const { heap, script, maxMegabytes, name } = options;
    const args = [...heap, ...script, String(maxMegabytes)];
    // The child gets no environment variables, because they contain secrets.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: {} });
    this.child = child;
    this.exited = new Promise((resolve) =>
      child.once('exit', () => resolve()).once('error', () => resolve()),
    );
    const [, , , channel] = child.stdio;
    if (!(channel instanceof Socket)) throw new DomainError('unavailable', `The ${name} has no IPC channel.`);
    this.channel = channel;
    // A write may meet a dead process. The next read reports it.
    channel.on('error', () => undefined);
    this.blocks = readFrames(channel);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (this.stderr.length < MAX_STDERR) this.stderr += text;
    });
  }

  /** Resolves when the process can be asked. @throws DomainError `unavailable` */
  async ready(): Promise<void> {
    try {
      await answerWithin(START_TIMEOUT_MS, this.nextBlock());
      this.hold(false);
    } catch (error) {
      this.kill();
      // Nothing of a stranger has been in it yet.
      const reason = this.stderr.slice(0, MAX_STDERR);
      throw new DomainError('unavailable', `The ${this.options.name} did not start. ${reason}`, {
        cause: error,
      });
    }
  }

  get isAlive(): boolean {
    const { pid, exitCode, signalCode } = this.child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  /**
   * Sends blocks and reads the answer. Kills the process when that takes too long or the signal aborts.
   * @throws DomainError `parse_timed_out`, `parse_crashed`; the reason of the signal; what `read` throws.
   */
  async ask<T>(
    blocks: readonly Uint8Array[],
    read: (next: () => Promise<Buffer>) => Promise<T>,
    { isOver, signal }: AskLimits,
  ): Promise<T> {
    const startedAt = performance.now();
    let lateMs = 0;
    const kill = () => this.kill();
    const timer = setInterval(() => {
      const ms = performance.now() - startedAt;
      if (!isOver(ms)) return;
      lateMs ||= Math.round(ms);
      kill();
    }, TICK_MS);
    signal?.addEventListener('abort', kill);
    this.hold(true);
    try {
      for (const block of blocks) writeFrame(this.channel, block);
      return await read(() => this.nextBlock());
    } catch (error) {
      signal?.throwIfAborted();
      if (lateMs > 0)
        throw new DomainError('parse_timed_out', `The ${this.options.name} was stopped after ${lateMs} ms.`);
      throw error;
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', kill);
      this.hold(false);
    }
  }

  kill(): void {
    // Waits for its exit, even if nothing else keeps our process alive.
    this.child.ref();
    this.child.kill('SIGKILL');
  }

  /** An idle child must not keep the worker alive. */
  private hold(isBusy: boolean): void {
    const { child, channel } = this;
    for (const handle of [child, channel, ...(child.stderr instanceof Socket ? [child.stderr] : [])]) {
      if (isBusy) handle.ref();
      else handle.unref();
    }
  }

  /** @throws DomainError `parse_crashed` when the process has exited. */
  private async nextBlock(): Promise<Buffer> {
    const block = await this.blocks.next().catch(() => null);
    if (block !== null && block.done !== true) return block.value;
    const timer = setTimeout(() => this.kill(), EXIT_TIMEOUT_MS);
    await this.exited;
    clearTimeout(timer);
    const { signalCode, exitCode } = this.child;
    // V8 aborts when its heap is full. The watchdog kills, and so does a system that runs out of memory.
    const isMemory = signalCode === 'SIGABRT' || signalCode === 'SIGKILL';
    const reason = isMemory ? 'out of memory' : (signalCode ?? `code ${String(exitCode)}`);
    throw new DomainError('parse_crashed', `The ${this.options.name} ended: ${reason}.`);
  }
}
