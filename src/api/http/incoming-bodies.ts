import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.js';
import { overloaded } from './overloaded.js';

/**
 * Long enough for the largest body over a slow mobile connection.
 * A slower sender does so deliberately.
 */
const DEADLINE_MS = 10_000;

/**
 * Maximum memory for all incoming bodies together.
 * The number of connections bounds how many there are.
 */
const MAX_BYTES = 64 * 1024 * 1024;

/** Bodies that are still arriving. Bounds the time of each and the memory of all together. */
export class IncomingBodies {
  private held = 0;

  constructor(
    private readonly deadlineMs = DEADLINE_MS,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  /**
   * Waits for a body.
   * `read` must start reading before it returns. If the wait ends early, the data read is discarded.
   * @throws ApiError `malformed_request` when the body does not arrive in time, and closes the connection after the
   *   response; `overloaded` when too much data is arriving; whatever `read` throws.
   */
  async receive<T>(request: IncomingMessage, read: () => Promise<T>): Promise<T> {
    let own = 0;
    let refuse: (error: ApiError) => void = () => undefined;
    const refused = new Promise<never>((_resolve, reject) => (refuse = reject));
    const count = (chunk: Buffer): void => {
      own += chunk.length;
      this.held += chunk.length;
      if (this.held > this.maxBytes) refuse(overloaded({ Connection: 'close' }));
    };
    const timer = setTimeout(() => refuse(tooSlow(this.deadlineMs)), this.deadlineMs);
    try {
      const reading = read();
      request.on('data', count);
      return await Promise.race([reading, refused]);
    } finally {
      clearTimeout(timer);
      request.off('data', count);
      this.held -= own;
    }
  }
}

function tooSlow(deadlineMs: number): ApiError {
  return new ApiError('malformed_request', `The body did not arrive within ${deadlineMs / 1000} s.`, {
    Connection: 'close',
  });
}
