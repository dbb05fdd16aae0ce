import { deserialize, serialize } from 'node:v8';
import type { FileFault, FileKind, FileText } from '../../domain/files/analysis.js';
import { DomainError } from '../../domain/errors.js';
import { Semaphore } from '../../domain/semaphore.js';
import type { FileReader, ReadableFile } from '../../ports/files/file-reader.js';
import { BoundedChild } from '../system/bounded-child.js';
import { ChildPool } from '../system/child-pool.js';
import { siblingScriptArgs } from '../system/tsx.js';
import { kindOf } from './kind.js';

/** Limits of one file. A picture needs 0.4 s and 260 MB, the first one of a process 1.3 s. */
const LIMITS = { timeoutMs: 60_000, maxMegabytes: 700 };
const HEAP = ['--max-old-space-size=400', '--max-semi-space-size=16'];
/** Each takes a core. */
const MAX_AT_ONCE = 2;
/** A process with loaded models serves the next file faster, and holds some 200 MB. */
const IDLE_MS = 20_000;

/** What the process answers. Absent `text`: it has met an error that no reader knows. */
export interface ReaderAnswer {
  readonly text: FileText | null;
  /** True if its memory is nearly used up: the next file gets a new process. */
  readonly isWorn: boolean;
}

/** Reads files in child processes, in bounded time and memory. A file that ends its process gets a fault. */
export class FileReaderPool implements FileReader {
  private readonly turns = new Semaphore(MAX_AT_ONCE);
  private readonly pool = new ChildPool(IDLE_MS);

  constructor(
    private readonly script = siblingScriptArgs('./reader-process', import.meta.url),
    private readonly limits: typeof LIMITS = LIMITS,
  ) {}

  read(file: ReadableFile, signal: AbortSignal): Promise<FileText> {
    return this.turns.withPermit(() => this.readIn(file, signal), signal);
  }

  /** Ends all processes. A file in progress fails with `unavailable`: another worker reads it. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async readIn({ content, ...about }: ReadableFile, signal: AbortSignal): Promise<FileText> {
    signal.throwIfAborted();
    const child = this.pool.takeIdle() ?? (await this.start());
    let isFit = false;
    try {
      const blocks = [serialize(about), content];
      const isOver = (ms: number) => ms > this.limits.timeoutMs;
      const answer = await child.ask(
        blocks,
        // Written by the process of the same version.
        async (next) => deserialize(await next()) as ReaderAnswer,
        { isOver, signal },
      );
      isFit = answer.text !== null && !answer.isWorn;
      return answer.text ?? without(kindOf(about.type), 'broken');
    } catch (error) {
      this.pool.throwIfClosed();
      const fault = faultOf(error);
      if (fault === null) throw error;
      return without(kindOf(about.type), fault);
    } finally {
      this.pool.giveBack(child, isFit);
    }
  }

  private start(): Promise<BoundedChild> {
    const { maxMegabytes } = this.limits;
    const options = { name: 'file reader', script: this.script, heap: HEAP, maxMegabytes };
    return this.pool.start(() => new BoundedChild(options));
  }
}

function faultOf(error: unknown): FileFault | null {
  if (!(error instanceof DomainError)) return null;
  if (error.code === 'parse_timed_out') return 'timed_out';
  return error.code === 'parse_crashed' ? 'out_of_memory' : null;
}

function without(kind: FileKind, fault: FileFault): FileText {
  return { kind, text: '', metadata: {}, fault };
}
