/** Cache time. Every process notices a change within this. */
const CACHE_TTL_MS = 2_000;
/** Maximum wait for a database that hangs, where an older value is known. */
const MAX_WAIT_MS = 500;

/** A value that is read from the database with a short cache. While the database is away, the last known one counts. */
export class LastKnown<T extends object> {
  private known: T | null = null;
  private readAt = 0;
  private reading: Promise<T> | null = null;

  constructor(private readonly read: () => Promise<T>) {}

  /** @throws what reading throws, if no value is known */
  async current(): Promise<T> {
    const { known } = this;
    if (known !== null && performance.now() - this.readAt < CACHE_TTL_MS) return known;
    this.reading ??= this.fresh().finally(() => {
      this.reading = null;
    });
    if (known === null) return this.reading;
    return withinReach(this.reading, () => this.keep(known));
  }

  /** @throws what reading throws */
  async fresh(): Promise<T> {
    const value = await this.read();
    this.known = value;
    this.readAt = performance.now();
    return value;
  }

  /** Uses the last known one for as long as if it had been read now. */
  private keep(known: T): T {
    this.readAt = performance.now();
    return this.known ?? known;
  }
}

async function withinReach<T>(reading: Promise<T>, otherwise: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), MAX_WAIT_MS);
  });
  try {
    return await Promise.race([reading.catch(otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
