import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { DomainError } from '../../../domain/errors.js';
import type { Vocabulary } from '../../../domain/triage/vocabulary.js';
import type { ModelTrainer, TrainedModel, TrainingOrder } from '../../../ports/triage/model-trainer.js';
import { readFrames, writeFrame } from '../../system/frames.js';
import { siblingScriptArgs } from '../../system/tsx.js';
import type { SentOrder, TrainingAnswer } from './training-messages.js';

/** 20,000 tickets need 385 MB and 92 s of CPU time (bench/README.md). */
const LIMITS = { timeoutMs: 10 * 60_000, heapMegabytes: 512, maxMegabytes: 768 } as const;

/** Trains in a child process, one for each training, so that neither time nor memory of the worker is at risk. */
export class ProcessTrainer implements ModelTrainer {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly limits: {
      readonly timeoutMs: number;
      readonly heapMegabytes: number;
      readonly maxMegabytes: number;
    } = LIMITS,
    /** Arguments with which node runs a training process. */
    private readonly script = siblingScriptArgs('./trainer-process', import.meta.url),
  ) {}

  async train(order: TrainingOrder, signal: AbortSignal): Promise<TrainedModel> {
    signal.throwIfAborted();
    const { timeoutMs, heapMegabytes, maxMegabytes } = this.limits;
    const args = [`--max-old-space-size=${heapMegabytes}`, ...this.script, String(maxMegabytes)];
    // The child gets no environment variables, because they contain secrets.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env: {} });
    const kill = () => child.kill('SIGKILL');
    const exited = new Promise<void>((resolve) =>
      child.once('exit', () => resolve()).once('error', () => resolve()),
    );
    const timer = setTimeout(kill, timeoutMs);
    signal.addEventListener('abort', kill);
    try {
      const [, , , channel] = child.stdio;
      if (!(channel instanceof Socket))
        throw new DomainError('unavailable', 'The training process has no IPC channel.');
      // A write may meet a dead process. The next read reports it.
      channel.on('error', () => undefined);
      return await this.exchange(channel, order);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      kill();
      await exited;
    }
  }

  private async exchange(channel: Socket, order: TrainingOrder): Promise<TrainedModel> {
    writeFrame(channel, Buffer.from(JSON.stringify(this.sent(order))));
    writeFrame(channel, order.active?.bytes ?? Buffer.alloc(0));
    const frames = readFrames(channel);
    const next = async () => {
      const frame = await frames.next().catch(() => null);
      if (frame !== null && frame.done !== true) return frame.value;
      throw new DomainError(
        'unavailable',
        'The training process ended before its result, or exceeded its limits.',
      );
    };
    const answer = JSON.parse((await next()).toString()) as TrainingAnswer;
    return { ...answer, bytes: await next() };
  }

  private sent({ tickets, categories, active, seed }: TrainingOrder): SentOrder {
    return {
      ...{ categories, seed, vocabulary: this.vocabulary },
      tickets: tickets.map(({ title, description, createdAt, labels }) => ({
        ...{ title, description, createdAt: createdAt.toISOString() },
        labels: Object.fromEntries(Object.entries(labels).map(([task, { values }]) => [task, values])),
      })),
      active:
        active === null
          ? null
          : {
              serves: active.serves,
              newestTicketAt: active.newestTicketAt.toISOString(),
              quality: active.quality,
            },
    };
  }
}
