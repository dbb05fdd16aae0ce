import { answerWithin } from '../../src/adapters/system/answer-within.js';

/** Does something with each of the items in so many lanes: each lane takes the next one when it has done the one before. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** @throws Error that names `what` when it is not done after so many milliseconds. */
export function within<T>(ms: number, what: string, done: Promise<T>): Promise<T> {
  return answerWithin(ms, done, () => new Error(`${what} did not get there in ${ms / 1000} s`));
}
