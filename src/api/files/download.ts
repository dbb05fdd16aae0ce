/** Without a part taken for so long, the reader is gone. */
const IDLE_MS = 30_000;
const TOTAL_MS = 15 * 60_000;

/** A content on its way to a reader, with an end: one that takes nothing for 30 s, or needs 15 minutes, is cut off. */
export class Download implements AsyncIterableIterator<Uint8Array> {
  private readonly parts: AsyncIterator<Uint8Array>;
  private readonly idle: NodeJS.Timeout;
  private readonly total: NodeJS.Timeout;
  private cutOff: () => void = () => undefined;

  /** @param onEnd called at the end, whatever the reason; perhaps more than once */
  constructor(
    source: AsyncIterable<Uint8Array>,
    private readonly onEnd: () => void,
    { idleMs = IDLE_MS, totalMs = TOTAL_MS } = {},
  ) {
    this.parts = source[Symbol.asyncIterator]();
    const cut = () => {
      this.end();
      this.cutOff();
    };
    this.idle = setTimeout(cut, idleMs).unref();
    this.total = setTimeout(cut, totalMs).unref();
  }

  /** Sets what ends the connection of a reader that is cut off. */
  onCut(cutOff: () => void): void {
    this.cutOff = cutOff;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    this.idle.refresh();
    const part = await this.parts.next();
    if (part.done === true) this.end();
    return part;
  }

  /** The reader has left. */
  async return(): Promise<IteratorResult<Uint8Array>> {
    this.end();
    await this.parts.return?.();
    return { done: true, value: undefined };
  }

  private end(): void {
    clearTimeout(this.idle);
    clearTimeout(this.total);
    this.onEnd();
  }
}
