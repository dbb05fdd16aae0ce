import type { RatePolicy } from '../domain/operations/rate-limits.js';

/** How a key stands under a policy. */
export interface Quota {
  readonly isAllowed: boolean;
  /** How often more just now; 0 where it is refused. */
  readonly remaining: number;
  /** Whole seconds until the current window ends; where it is refused, until the same would be allowed. At least 1. */
  readonly resetSeconds: number;
}

/** Counts what is done, in sliding windows. No method ever fails: without its store it counts in this process alone. */
export interface RateLimiter {
  /** Takes one of what `key` may do under `policy`, if there is one left. What is refused is not counted. */
  consume(policy: RatePolicy, key: string): Promise<Quota>;
  /** How `consume` would answer, without taking anything. */
  look(policy: RatePolicy, key: string): Promise<Quota>;
  /** Gives back one that was taken. */
  giveBack(policy: RatePolicy, key: string): Promise<void>;
  /** Forgets all that was taken. */
  reset(policy: RatePolicy, key: string): Promise<void>;
}
