interface Open {
  close(): Promise<void>;
}

/** Closes all of them at the same time: what hangs takes no time from the others. @throws the first fault, after all. */
export async function closeTogether(...parts: readonly (Open | null)[]): Promise<void> {
  const outcomes = await Promise.allSettled(parts.map(async (part) => part?.close()));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
