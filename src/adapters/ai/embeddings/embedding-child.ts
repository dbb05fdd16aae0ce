import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { setPriority } from 'node:os';
import { DomainError } from '../../../domain/errors.js';
import { readFrames, writeFrame } from '../../system/frames.js';
import { answerWithin } from '../../system/answer-within.js';
import { siblingScriptArgs } from '../../system/tsx.js';
import type { FoundModel } from './local-models.js';

/** The heap of V8 only holds the tokenizer. The weights are outside it, and the watchdog counts both. */
const HEAP = ['--max-old-space-size=256', '--max-semi-space-size=4'];

/** Loading takes half a second on an idle machine, and the checksum of a cold file some more. */
const START_TIMEOUT_MS = 60_000;

/** 64 texts of 200 words need some 6 s of CPU time. */
const ANSWER_TIMEOUT_MS = 60_000;

/** Below everything that people wait for. */
const LOW_PRIORITY = 10;

const SCRIPT = siblingScriptArgs('./embedding-process', import.meta.url);

/** A process with a loaded model, which embeds one list of texts at a time. */
export class EmbeddingChild {
  private readonly child: ChildProcess;
  private readonly channel: Socket;
  private readonly frames: AsyncGenerator<Buffer, void>;

  private constructor({ model, dir }: FoundModel, isBackground: boolean) {
    const args = [...HEAP, ...SCRIPT, String(model.maxMegabytes)];
    // The child gets no environment variables, because they contain secrets.
    this.child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env: {} });
    this.child.on('error', () => undefined);
    const [, , , channel] = this.child.stdio;
    if (!(channel instanceof Socket))
      throw new DomainError('model_unavailable', 'No channel to the embedder.');
    this.channel = channel;
    // A write may meet a dead process. The next read reports it.
    channel.on('error', () => undefined);
    this.frames = readFrames(channel);
    if (isBackground) this.lowerPriority();
    const { maxTokens, optimisation, dimensions } = model;
    writeFrame(channel, Buffer.from(JSON.stringify({ dir, maxTokens, optimisation, dimensions })));
  }

  /** @throws DomainError `model_unavailable` if the model cannot be loaded */
  static async start(found: FoundModel, isBackground: boolean): Promise<EmbeddingChild> {
    const child = new EmbeddingChild(found, isBackground);
    try {
      await child.next(START_TIMEOUT_MS);
    } catch (error) {
      child.kill();
      throw error;
    }
    child.hold(false);
    return child;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Returns the vectors one after another. @throws DomainError `model_unavailable` if the process dies or hangs */
  async embed(texts: readonly string[]): Promise<Float32Array> {
    this.hold(true);
    try {
      writeFrame(this.channel, Buffer.from(JSON.stringify(texts)));
      const bytes = await this.next(ANSWER_TIMEOUT_MS);
      return new Float32Array(new Uint8Array(bytes).buffer);
    } finally {
      this.hold(false);
    }
  }

  kill(): void {
    this.child.kill('SIGKILL');
    this.channel.destroy();
  }

  private async next(timeoutMs: number): Promise<Buffer> {
    const frame = await answerWithin(timeoutMs, this.frames.next()).catch(() => null);
    if (frame !== null && frame.done !== true) return frame.value;
    throw new DomainError('model_unavailable', 'The embedding process ended, or did not answer in time.');
  }

  /** Whether this process stays alive for the child. */
  private hold(isHeld: boolean): void {
    if (isHeld) {
      this.child.ref();
      this.channel.ref();
    } else {
      this.child.unref();
      this.channel.unref();
    }
  }

  private lowerPriority(): void {
    try {
      if (this.child.pid !== undefined) setPriority(this.child.pid, LOW_PRIORITY);
    } catch {
      // The process has died already, which the next read reports.
    }
  }
}
