import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import { COUNT_LIMIT } from './id-page.js';

/** Maximum time of a count, so that it delays its list by no more, once a minute. */
const COUNT_MS = 1_000;

const TOO_MANY_TTL_MS = 60_000;

/** Totals up to this size are always recounted, never cached. */
const FEW = 250;

/** A larger total is cached for this multiple of its counting time, at most {@link TOTAL_TTL_MS}. */
const TIMES_AS_LONG = 100;
const TOTAL_TTL_MS = 10_000;

const MAX_CACHED = 1_000;

const MAX_TIME_MS_EXPIRED = 50;

interface CountOptions {
  readonly limit: number;
  readonly maxTimeMS: number;
}

/**
 * Counts rows of lists in limited time.
 * A list that is too long to count counts as such for a minute. A large total is cached for up to ten seconds, by the
 * time that it took, or until a write of this process. So the first page of a large list costs no more than that of a
 * small one, and an author of a change sees it counted.
 */
export class CappedTotals {
  private readonly tooMany = new LRUCache<string, number>({ max: MAX_CACHED, ttl: TOO_MANY_TTL_MS });
  private readonly exact = new LRUCache<string, number>({ max: MAX_CACHED, ttl: TOTAL_TTL_MS });
  private writes = 0;

  /**
   * Returns the number of rows, more than {@link COUNT_LIMIT} for too many; null if counting took too long.
   */
  async total(filter: object, count: (options: CountOptions) => Promise<number>): Promise<number | null> {
    const key = JSON.stringify(filter);
    const known = this.tooMany.get(key) ?? this.exact.get(key);
    if (known !== undefined) return Number.isFinite(known) ? known : null;
    const [startedAt, writes] = [performance.now(), this.writes];
    const total = await withinTime(count({ limit: COUNT_LIMIT + 1, maxTimeMS: COUNT_MS }));
    const tookMs = performance.now() - startedAt;
    if (total > COUNT_LIMIT) this.tooMany.set(key, total);
    else if (total > FEW && writes === this.writes) {
      this.exact.set(key, total, { ttl: Math.min(TOTAL_TTL_MS, Math.ceil(tookMs * TIMES_AS_LONG)) });
    }
    return Number.isFinite(total) ? total : null;
  }

  /** After a write, earlier counts may be wrong. */
  forget(): void {
    this.writes += 1;
    this.exact.clear();
  }
}

/** Infinity for what was broken off. */
async function withinTime(counting: Promise<number>): Promise<number> {
  try {
    return await counting;
  } catch (error) {
    if (isBrokenOff(error)) return Infinity;
    throw error;
  }
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoError && error.code === MAX_TIME_MS_EXPIRED;
}
