import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Counters } from './counters.js';

/** Counters of this process. Each frees its memory when its time is over. */
export class MemoryCounters implements Counters {
  // Its quota and window are never used: `penalty` only counts.
  private readonly store = new RateLimiterMemory({ keyPrefix: '', points: 1, duration: 1 });

  async add(key: string, by: number, ttlSeconds: number): Promise<number> {
    const { consumedPoints } = await this.store.penalty(key, by, { customDuration: ttlSeconds });
    return consumedPoints;
  }

  async read(key: string): Promise<number> {
    return (await this.store.get(key))?.consumedPoints ?? 0;
  }

  async remove(key: string): Promise<void> {
    await this.store.delete(key);
  }
}
