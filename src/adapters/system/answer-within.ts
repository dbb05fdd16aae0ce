/**
 * Waits for the work, but no longer than `ms` milliseconds and not beyond the abort of the signal.
 * @throws what `tooLate` makes when the time is over; the reason of the signal; what the work throws.
 */
export async function answerWithin<T>(
  ms: number,
  work: Promise<T>,
  tooLate: () => Error = () => new Error(`no answer within ${ms} ms`),
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let cancel: () => void = () => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate()), ms);
    cancel = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('cancelled'));
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true) cancel();
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
