import type { Readable, Writable } from 'node:stream';

/** The protocol between worker and parsers: blocks of bytes, each after its length. */
const LENGTH_BYTES = 4;
/** The largest mail that a listener can be told to take, and some room. */
const MAX_FRAME_BYTES = 128 * 1024 * 1024;

/** Sends a block. Nothing is copied. */
export function writeFrame(channel: Writable, content: Uint8Array): void {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(content.byteLength);
  channel.write(length);
  channel.write(content);
}

/** Yields the blocks that arrive until the other side closes. Holds one block, and copies none. */
export async function* readFrames(channel: Readable): AsyncGenerator<Buffer, void> {
  const length = new Filling(LENGTH_BYTES);
  let content: Filling | null = null;
  for await (const chunk of channel as AsyncIterable<Buffer>) {
    for (let rest = chunk; ;) {
      if (content === null) {
        rest = length.take(rest);
        if (!length.isFull) break;
        content = new Filling(Math.min(length.bytes.readUInt32BE(), MAX_FRAME_BYTES));
        length.clear();
      }
      rest = content.take(rest);
      if (!content.isFull) break;
      yield content.bytes;
      content = null;
    }
  }
}

class Filling {
  readonly bytes: Buffer;
  private filled = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  get isFull(): boolean {
    return this.filled === this.bytes.length;
  }

  /** Copies what there is room for; returns the rest. */
  take(chunk: Buffer): Buffer {
    const count = chunk.copy(this.bytes, this.filled);
    this.filled += count;
    return chunk.subarray(count);
  }

  clear(): void {
    this.filled = 0;
  }
}
