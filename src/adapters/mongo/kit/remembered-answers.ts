import { LRUCache } from 'lru-cache';

/** Faster answers are not cached. */
const SLOW_MS = 250;

/**
 * A slow answer is cached for this multiple of its time, so it uses the database for a twentieth of the time.
 */
const TIMES_AS_LONG = 20;

const MAX_CACHED = 1_000;

/** Caches slow answers for a while. Parallel callers share one read. */
export class RememberedAnswers<T extends object> {
  private readonly known = new LRUCache<string, T>({ max: MAX_CACHED, ttl: SLOW_MS });
  private readonly underWay = new Map<string, Promise<T>>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  async answer(question: object, ask: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(question);
    const known = this.known.get(key) ?? this.underWay.get(key);
    if (known !== undefined) return known;
    const asking = this.timed(key, ask).finally(() => this.underWay.delete(key));
    this.underWay.set(key, asking);
    return asking;
  }

  private async timed(key: string, ask: () => Promise<T>): Promise<T> {
    const startedAt = this.now();
    const answer = await ask();
    const tookMs = this.now() - startedAt;
    if (tookMs > SLOW_MS) this.known.set(key, answer, { ttl: tookMs * TIMES_AS_LONG });
    return answer;
  }
}
