/** With one read a second (`refresher.ts`), at most four renders a second, however many events come. */
export const BATCH_MS = 350;

/** Collects items and hands them over together: the first at once, the next at most every {@link BATCH_MS}. */
export function createBatch<T>(
  flush: (items: readonly T[]) => void,
  schedule: (run: () => void, afterMs: number) => void,
): (item: T) => void {
  let items: T[] = [];
  let isResting = false;
  const run = (): void => {
    if (items.length === 0) {
      isResting = false;
      return;
    }
    const taken = items;
    items = [];
    schedule(run, BATCH_MS);
    flush(taken);
  };
  return (item) => {
    items.push(item);
    if (isResting) return;
    isResting = true;
    // After the other messages of this moment, so that a burst is one batch.
    schedule(run, 0);
  };
}
