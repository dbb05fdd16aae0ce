import type { IncomingMessage } from 'node:http';
import busboy, { type Busboy } from 'busboy';
import { ApiError } from '../http/api-error.js';
import { IncomingFile } from './incoming-file.js';

/** Fields beside the file: few and short. */
const LIMITS = { fields: 5, fieldSize: 1_024, fieldNameSize: 100, files: 1, headerPairs: 50 } as const;
/** Boundaries, headers and fields around the file. */
export const ENVELOPE_BYTES = 16 * 1024;

export interface MultipartOptions {
  readonly maxBytes: number;
  /** Without a byte for so long, the sender is gone. */
  readonly idleMs: number;
  /** For the whole body. */
  readonly totalMs: number;
}

/** What came before the file, and the file. */
export type MultipartBody = Readonly<Record<string, string | IncomingFile>>;

/**
 * Reads a multipart body up to its file. The content follows when it is read, and is never whole in memory.
 * @throws ApiError `malformed_request`, `payload_too_large`, also while the content is read
 */
export class MultipartReader {
  private readonly parser: Busboy;
  private fail: (error: ApiError) => void = () => undefined;
  private readonly failed: Promise<never>;
  private readonly ended: Promise<void>;
  private fault: ApiError | null = null;
  private lateField: string | null = null;
  private readonly timers: { readonly total: NodeJS.Timeout; idle: NodeJS.Timeout };

  constructor(
    private readonly request: IncomingMessage,
    private readonly options: MultipartOptions,
  ) {
    const { maxBytes, idleMs, totalMs } = options;
    this.failed = new Promise<never>((_resolve, reject) => {
      this.fail = (error) => {
        this.fault ??= error;
        reject(error);
      };
    });
    this.failed.catch(() => undefined);
    const limits = { ...LIMITS, fileSize: maxBytes };
    this.parser = parserFor(() => busboy({ headers: request.headers, limits, defParamCharset: 'utf8' }));
    this.ended = new Promise((resolve) => this.parser.once('close', () => resolve()));
    this.timers = {
      total: setTimeout(() => this.abort(tooSlow(totalMs)), totalMs),
      idle: setTimeout(() => this.checkIdle(), idleMs),
    };
    request.on('data', this.noteActivity);
    request.once('close', this.noteClose);
    this.parser.on('error', (error: unknown) => this.fail(malformed(wordsOf(error))));
  }

  /** Resolves when the file begins, or the body has none. */
  async untilFile(): Promise<MultipartBody> {
    const fields: Record<string, string | IncomingFile> = {};
    const begun = new Promise<void>((resolve) => {
      this.parser.on('field', (name, value) => {
        if ('file' in fields) this.lateField = name;
        else fields[name] = value;
      });
      this.parser.on('file', (name, stream, { filename }) => {
        if (name !== 'file') {
          this.fail(malformed(`the part ${JSON.stringify(name)} is a file; name it "file"`));
          stream.resume();
          return;
        }
        const length = Number(this.request.headers['content-length']);
        const bodyBytes = Number.isSafeInteger(length) ? length : null;
        fields['file'] = new IncomingFile(filename ?? '', bodyBytes, this.contentOf(stream));
        resolve();
      });
      this.parser.on('filesLimit', () => this.fail(malformed('send one file at a time')));
    });
    this.request.pipe(this.parser);
    await Promise.race([begun, this.ended, this.failed]);
    return fields;
  }

  /** Lets go of the request. What is unread of it is dropped. */
  end(): void {
    clearTimeout(this.timers.total);
    clearTimeout(this.timers.idle);
    this.request.off('data', this.noteActivity);
    this.request.off('close', this.noteClose);
    this.request.unpipe(this.parser);
    this.parser.destroy();
    this.request.resume();
  }

  private async *contentOf(
    stream: AsyncIterable<Uint8Array> & { readonly truncated?: boolean },
  ): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const part of stream) {
        if (this.fault !== null) throw this.fault;
        yield part;
      }
    } catch (error) {
      throw this.fault ?? error;
    }
    if (stream.truncated === true) throw tooLarge(this.options.maxBytes);
    // What follows the file must be whole as well.
    await Promise.race([this.ended, this.failed]);
    if (this.lateField !== null) throw malformed(`send the field ${this.lateField} before the file`);
  }

  private readonly noteActivity = (): void => {
    this.timers.idle.refresh();
  };

  private readonly noteClose = (): void => {
    if (!this.request.complete) this.abort(malformed('it ends too early'));
  };

  private checkIdle(): void {
    // It is us who do not read.
    if (this.parser.writableNeedDrain || this.request.isPaused()) this.timers.idle.refresh();
    else this.abort(tooSlow(this.options.idleMs));
  }

  private abort(error: ApiError): void {
    this.fail(error);
    this.parser.destroy(error);
  }
}

function parserFor(make: () => Busboy): Busboy {
  try {
    return make();
  } catch (error) {
    throw malformed(wordsOf(error));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const CLOSE = { Connection: 'close' };

function malformed(reason: string): ApiError {
  return new ApiError('malformed_request', `The body cannot be read: ${reason}.`, CLOSE);
}

function tooSlow(ms: number): ApiError {
  return new ApiError('malformed_request', `The file did not arrive: no end within ${ms / 1_000} s.`, CLOSE);
}

export function tooLarge(maxBytes: number): ApiError {
  const megabytes = Math.round((maxBytes / 1024 / 1024) * 10) / 10;
  return new ApiError('payload_too_large', `The file is too large. The maximum is ${megabytes} MB.`, CLOSE);
}
