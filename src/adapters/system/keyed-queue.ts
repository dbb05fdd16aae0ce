/** Lets work under the same key run one after another, in the order asked for; other keys are not held up. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();

  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = keys.map((key) => this.tails.get(key) ?? Promise.resolve());
    let done: () => void = () => undefined;
    const tail = new Promise<void>((resolve) => (done = resolve));
    for (const key of keys) this.tails.set(key, tail);
    try {
      await Promise.all(before);
      return await work();
    } finally {
      done();
      for (const key of keys) if (this.tails.get(key) === tail) this.tails.delete(key);
    }
  }
}
