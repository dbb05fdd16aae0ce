/** Longer than any of the work that it hides takes, short enough that nobody minds. */
const AT_LEAST_MS = 250;

/** Lets neither the answer nor a refusal come sooner than after a fixed time: what is inside must not be guessed by a clock. */
export async function inConstantTime<T>(work: () => Promise<T>): Promise<T> {
  const over = new Promise((resolve) => setTimeout(resolve, AT_LEAST_MS));
  try {
    return await work();
  } finally {
    await over;
  }
}
