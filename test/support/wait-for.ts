/** Far longer than anything takes: what has not come by then does not come. */
const TIMEOUT_MS = 60_000;

/** Polls until `check` gives something; fails with what was waited for. No test sleeps where it can wait. */
export async function waitFor<T>(
  what: string,
  check: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${TIMEOUT_MS} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
