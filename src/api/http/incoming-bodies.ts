import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.js';
import { overloaded } from './overloaded.js';

/** Long enough for the largest body over a phone's bad line; whoever takes longer sends slowly on purpose. */
const DEADLINE_MS = 10_000;

/** What all bodies that are still coming in may hold together. How many they are, the number of connections bounds. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Bodies on their way in: each has so long to arrive, and all together hold so much memory. */
export class IncomingBodies {
  private held = 0;

  constructor(
    private readonly deadlineMs = DEADLINE_MS,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  /**
   * Waits for a body. `read` begins to read it before it returns; what it has read in vain is forgotten.
   * @throws ApiError `malformed_request` when the body is not there in time, and the connection ends with the answer;
   *   `overloaded` when too much is coming in; what `read` throws.
   */
  async receive<T>(request: IncomingMessage, read: () => Promise<T>): Promise<T> {
    let own = 0;
    let refuse: (error: ApiError) => void = () => undefined;
    const refused = new Promise<never>((_resolve, reject) => (refuse = reject));
    const count = (chunk: Buffer): void => {
      own += chunk.length;
      this.held += chunk.length;
      if (this.held > this.mostBytes) refuse(overloaded({ Connection: 'close' }));
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
