import { DomainError } from '../../../domain/errors.js';
import { normalise } from '../../../domain/vectors/quantise.js';
import type { Embedder, EmbeddingPurpose } from '../../../ports/embedder.js';
import { answerWithin } from '../../system/answer-within.js';
import { EmbeddingChild } from './embedding-child.js';
import type { FoundModel } from './local-models.js';
import { prepareText } from './prepare-text.js';

interface Options {
  /** For work that no person waits for: the process runs with low priority. */
  readonly isBackground?: boolean;
  /** Without work for so long, the process ends and frees its memory. The next text starts it again. */
  readonly idleMs?: number;
  /** The first wait after a crash; each further crash in a row doubles it. */
  readonly firstWaitMs?: number;
}

const DEFAULTS = { isBackground: false, idleMs: 10 * 60_000, firstWaitMs: 1_000 };
const MAX_WAIT_MS = 60_000;

/** A call ends by then, whatever runs before it. */
const CALL_TIMEOUT_MS = 120_000;

/** Calls that wait for the process at most. */
const MAX_WAITING = 64;

/**
 * Embeds with a model on this machine, in a process of its own.
 * The process starts with the first text. It ends when it is idle, and starts again after a crash.
 */
export class ProcessEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  private readonly options: Required<Options>;
  private child: Promise<EmbeddingChild> | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private crashes = 0;
  private startsAt = 0;
  private idle: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly found: FoundModel,
    options: Options = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
    this.model = `${found.model.name}@${found.model.version}`;
    this.dimensions = found.model.dimensions;
  }

  async embed(
    texts: readonly string[],
    purpose: EmbeddingPurpose,
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    signal?.throwIfAborted();
    if (texts.length === 0) return [];
    if (this.waiting >= MAX_WAITING) throw unavailable('The embedder is busy.', 1);
    const prepared = texts.map((text) => `${this.found.model.prefixes[purpose]}${prepareText(text)}`);
    this.waiting += 1;
    const turn = this.running.then(async () => {
      signal?.throwIfAborted();
      return this.run(prepared);
    });
    this.running = turn.catch(() => undefined).finally(() => (this.waiting -= 1));
    const flat = await answerWithin(
      CALL_TIMEOUT_MS,
      turn,
      () => unavailable('The embedder is busy.', 1),
      signal,
    );
    return prepared.map((_, place) => this.vectorOf(flat, place));
  }

  /** The process, while one is running. */
  async pid(): Promise<number | undefined> {
    return (await this.child?.catch(() => null))?.pid;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.end();
  }

  private async run(texts: readonly string[]): Promise<Float32Array> {
    if (this.isClosed) throw unavailable('The embedder is closed.');
    const waitMs = this.startsAt - performance.now();
    if (this.child === null && waitMs > 0) {
      throw unavailable(
        'The embedding process has crashed and is starting again.',
        Math.ceil(waitMs / 1_000),
      );
    }
    clearTimeout(this.idle);
    this.child ??= EmbeddingChild.start(this.found, this.options.isBackground);
    try {
      const flat = await (await this.child).embed(texts);
      this.crashes = 0;
      return flat;
    } catch (error) {
      await this.end();
      this.startsAt = performance.now() + Math.min(MAX_WAIT_MS, this.options.firstWaitMs * 2 ** this.crashes);
      this.crashes += 1;
      throw error;
    } finally {
      this.idle = setTimeout(() => void this.end(), this.options.idleMs).unref();
    }
  }

  private vectorOf(flat: Float32Array, place: number): Float32Array {
    const { dimensions } = this;
    const vector = flat.slice(place * dimensions, (place + 1) * dimensions);
    const normal = vector.length === dimensions ? normalise(vector) : null;
    if (normal === null) throw new DomainError('model_answer_invalid', 'The model gave no usable vector.');
    return normal;
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const { child } = this;
    this.child = null;
    (await child?.catch(() => null))?.kill();
  }
}

function unavailable(message: string, retryAfterSeconds?: number): DomainError {
  return new DomainError(
    'model_unavailable',
    message,
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );
}
