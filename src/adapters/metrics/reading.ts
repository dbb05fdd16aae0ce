import { answerWithin } from '../system/answer-within.js';
import { shareAnswer } from '../system/share-answer.js';

/** Prometheus gives up after ten seconds by default. */
const ANSWER_MS = 2_000;

/** A value that is queried in order to show it. */
export interface Reading<T> {
  readonly read: () => Promise<T>;
  readonly show: (value: T) => void;
  /** It could not be read. */
  readonly hide: () => void;
  /** It is not read again before. */
  readonly freshMs: number;
}

/**
 * Reads and shows a value that is no longer fresh.
 * Limited in time, never fails. Parallel callers share the read.
 */
export function keepFresh<T>({ read, show, hide, freshMs }: Reading<T>): () => Promise<void> {
  return shareAnswer(freshMs, async () => {
    try {
      show(await answerWithin(ANSWER_MS, read()));
    } catch {
      hide();
    }
  });
}
