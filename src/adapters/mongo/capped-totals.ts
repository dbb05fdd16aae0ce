import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import { COUNT_LIMIT } from './id-page.js';

/** A list is not held up for longer by the count beside it. */
const COUNT_MS = 100;

const REMEMBERED_MS = 60_000;

/** So many are counted quickly enough to be counted each time; more for a few seconds only once. */
const MANY = 1_000;
const MANY_REMEMBERED_MS = 10_000;

const MOST_REMEMBERED = 1_000;

const MAX_TIME_MS_EXPIRED = 50;

interface CountOptions {
  readonly limit: number;
  readonly maxTimeMS: number;
}

/**
 * How many rows lists have, as far as that can be told in bounded time. What was too many to count is taken for that for
 * a minute, and what was many for ten seconds: the first page of a large list costs no more than that of a small one.
 */
export class CappedTotals {
  private readonly remembered = new LRUCache<string, number>({ max: MOST_REMEMBERED, ttl: REMEMBERED_MS });

  /** The number of rows, more than {@link COUNT_LIMIT} for too many, or null where it took too long to tell. */
  async total(filter: object, count: (options: CountOptions) => Promise<number>): Promise<number | null> {
    const key = JSON.stringify(filter);
    const known = this.remembered.get(key);
    if (known !== undefined) return Number.isFinite(known) ? known : null;
    const total = await withinTime(count({ limit: COUNT_LIMIT + 1, maxTimeMS: COUNT_MS }));
    if (total > COUNT_LIMIT) this.remembered.set(key, total);
    else if (total > MANY) this.remembered.set(key, total, { ttl: MANY_REMEMBERED_MS });
    return Number.isFinite(total) ? total : null;
  }
}

/** Infinity for what was broken off. */
async function withinTime(counting: Promise<number>): Promise<number> {
  try {
    return await counting;
  } catch (error) {
    const isBrokenOff = error instanceof mongoose.mongo.MongoError && error.code === MAX_TIME_MS_EXPIRED;
    if (isBrokenOff) return Infinity;
    throw error;
  }
}
