import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import { COUNT_LIMIT } from './id-page.js';

/** A list is not held up for longer by the count beside it, and that once a minute. */
const COUNT_MS = 1_000;

const REMEMBERED_MS = 60_000;

/** So many are counted each time, and never of a while ago. */
const FEW = 250;

/** A larger total is given again for so many times as long as counting took, and not for longer than {@link AGAIN_MS}. */
const TIMES_AS_LONG = 100;
const AGAIN_MS = 10_000;

const MOST_REMEMBERED = 1_000;

const MAX_TIME_MS_EXPIRED = 50;

interface CountOptions {
  readonly limit: number;
  readonly maxTimeMS: number;
}

/**
 * How many rows lists have, as far as that can be told in bounded time. What was too many to count is taken for that for
 * a minute, and a large total for up to ten seconds, after what counting it cost, or until something is written here: the
 * first page of a large list costs no more than that of a small one, and whoever has changed something finds it counted.
 */
export class CappedTotals {
  private readonly tooMany = new LRUCache<string, number>({ max: MOST_REMEMBERED, ttl: REMEMBERED_MS });
  private readonly exact = new LRUCache<string, number>({ max: MOST_REMEMBERED, ttl: AGAIN_MS });
  private writes = 0;

  /** The number of rows, more than {@link COUNT_LIMIT} for too many, or null where it took too long to tell. */
  async total(filter: object, count: (options: CountOptions) => Promise<number>): Promise<number | null> {
    const key = JSON.stringify(filter);
    const known = this.tooMany.get(key) ?? this.exact.get(key);
    if (known !== undefined) return Number.isFinite(known) ? known : null;
    const [startedAt, writes] = [performance.now(), this.writes];
    const total = await withinTime(count({ limit: COUNT_LIMIT + 1, maxTimeMS: COUNT_MS }));
    const tookMs = performance.now() - startedAt;
    if (total > COUNT_LIMIT) this.tooMany.set(key, total);
    else if (total > FEW && writes === this.writes) {
      this.exact.set(key, total, { ttl: Math.min(AGAIN_MS, Math.ceil(tookMs * TIMES_AS_LONG)) });
    }
    return Number.isFinite(total) ? total : null;
  }

  /** Something was written: what was counted before may not hold any more. */
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
