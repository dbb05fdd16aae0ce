/** Numbers by name that are added to in one step, and forgotten after their time. */
export interface Counters {
  /** Adds `by`, which may be negative, and tells the new number. A new number lives for `ttlSeconds`. */
  add(key: string, by: number, ttlSeconds: number): Promise<number>;
  /** The number, 0 where there is none. */
  read(key: string): Promise<number>;
  remove(key: string): Promise<void>;
}
