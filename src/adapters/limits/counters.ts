/** Numbers by name that are added to in one step, and forgotten after their time. */
export interface Counters {
  /** Adds `by`, which may be negative, and returns the new number. A new number lives for `ttlSeconds`. */
  add(key: string, by: number, ttlSeconds: number): Promise<number>;
  /** Returns the number, 0 if missing. */
  read(key: string): Promise<number>;
  remove(key: string): Promise<void>;
}
