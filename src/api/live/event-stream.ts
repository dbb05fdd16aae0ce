import type { CloseReason, LiveMessage, LiveSink } from '../../app/live/live-connection.js';
import { closingOf } from './closing.js';
import { frameOf } from './presenter.js';

/** A reader that leaves more than this unread is cut off. It resumes by the id of its last event. */
export const MAX_UNREAD_BYTES = 1024 * 1024;
/** Proxies close connections that are silent for a minute. */
const HEARTBEAT_MS = 20_000;
const FIRST_RECONNECT_MS = 2_000;

/**
 * A connection as server-sent events (WHATWG HTML, section 9.2), read by the response.
 * It ends when the reader leaves, is too slow, or is sent away.
 */
export class EventStream implements LiveSink, AsyncIterableIterator<Uint8Array> {
  private readonly unread: Uint8Array[] = [];
  private unreadBytes = 0;
  private isOver = false;
  private waiting: ((result: IteratorResult<Uint8Array>) => void) | null = null;
  private readonly heartbeat: NodeJS.Timeout;

  /** @param onEnd called once, with the reason if the server ends it */
  constructor(private readonly onEnd: (reason: CloseReason | null) => void) {
    this.heartbeat = setInterval(() => this.write(':\n\n'), HEARTBEAT_MS);
    this.write(`retry: ${FIRST_RECONNECT_MS}\n\n`);
  }

  send(message: LiveMessage): void {
    const id = message.type === 'event' ? `id: ${message.event.id}\n` : '';
    this.write(`${id}event: ${message.type}\ndata: ${frameOf(message)}\n\n`);
  }

  close(reason: CloseReason): void {
    if (this.isOver) return;
    const { frame, reconnectAfterMs } = closingOf(reason);
    const retry = reconnectAfterMs === null ? '' : `retry: ${reconnectAfterMs}\n`;
    this.push(`${retry}event: closing\ndata: ${frame}\n\n`);
    this.end(reason);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    const chunk = this.unread.shift();
    if (chunk !== undefined) {
      this.unreadBytes -= chunk.length;
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  /** The reader has left. */
  return(): Promise<IteratorResult<Uint8Array>> {
    this.end(null);
    return Promise.resolve({ done: true, value: undefined });
  }

  private write(text: string): void {
    if (this.isOver) return;
    this.push(text);
    if (this.unreadBytes > MAX_UNREAD_BYTES) this.close('too_slow');
  }

  private push(text: string): void {
    const value = Buffer.from(text);
    const { waiting } = this;
    this.waiting = null;
    if (waiting !== null) {
      waiting({ done: false, value });
      return;
    }
    this.unread.push(value);
    this.unreadBytes += value.length;
  }

  private end(reason: CloseReason | null): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.heartbeat);
    this.waiting?.({ done: true, value: undefined });
    this.waiting = null;
    this.onEnd(reason);
  }
}
