import type { QueryKey } from './effects.js';

/** Between two reads of the same query. Changes that events describe are shown before. */
const REST_MS = 1_000;
/** A list with many loaded pages takes long to read, and is read less often. */
const REST_PER_READ = 5;

export interface RefresherDeps {
  /** Reads a query again. Resolves once the answer is there, and never rejects. */
  readonly read: (key: QueryKey) => Promise<void>;
  readonly schedule: (run: () => void, afterMs: number) => void;
  readonly now: () => number;
}

/**
 * Returns what reads a query again after a change: at once, then with rests. A read that runs is never cancelled by the
 * next change: under steady changes no read would ever end.
 */
export function createRefresher({ read, schedule, now }: RefresherDeps): (key: QueryKey) => void {
  /** True for those that changed again since their read began. */
  const busy = new Map<string, boolean>();
  const refresh = (key: QueryKey): void => {
    const name = JSON.stringify(key);
    if (busy.has(name)) {
      busy.set(name, true);
      return;
    }
    busy.set(name, false);
    const startedAt = now();
    void read(key).then(() => {
      schedule(
        () => {
          const isStale = busy.get(name) === true;
          busy.delete(name);
          if (isStale) refresh(key);
        },
        Math.max(REST_MS, (now() - startedAt) * REST_PER_READ),
      );
    });
  };
  return refresh;
}
