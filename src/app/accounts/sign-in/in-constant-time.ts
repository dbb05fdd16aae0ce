/** Longer than the work that it hides, and short enough for people. */
const AT_LEAST_MS = 250;

/** Delays answer and refusal to a fixed minimum time, so that the time reveals nothing. */
export async function inConstantTime<T>(work: () => Promise<T>): Promise<T> {
  const over = new Promise((resolve) => setTimeout(resolve, AT_LEAST_MS));
  try {
    return await work();
  } finally {
    await over;
  }
}
