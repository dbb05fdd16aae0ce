import type { RatePolicy } from '../domain/operations/rate-limits.js';

/** The state of a key under a limit. */
export interface Quota {
  readonly isAllowed: boolean;
  /** The remaining number; 0 if it is refused. */
  readonly remaining: number;
  /**
   * Whole seconds until the current window ends; for a rejected call, until it would be allowed.
   * At least 1.
   */
  readonly resetSeconds: number;
}

/** Counts what is done, in sliding windows. No method ever fails: without its store it counts in this process alone. */
export interface RateLimiter {
  /** Takes one unit of `key` under `policy`, if one is left. Rejected calls are not counted. */
  consume(policy: RatePolicy, key: string): Promise<Quota>;
  /** Returns the result of `consume` without taking anything. */
  look(policy: RatePolicy, key: string): Promise<Quota>;
  /** Gives back one that was taken. */
  giveBack(policy: RatePolicy, key: string): Promise<void>;
  /** Resets the key. */
  reset(policy: RatePolicy, key: string): Promise<void>;
}
