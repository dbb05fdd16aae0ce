/** Far longer than anything takes: what has not come by then does not come. */
const TIMEOUT_MS = 60_000;

/** Often at first, as most things come at once; then less so, as looking takes processor time from what is waited for. */
const SHORTEST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;
const SHARE_OF_THE_WAIT = 0.1;

/** Polls until `check` gives something; fails with what was waited for. No test sleeps where it can wait. */
export async function waitFor<T>(
  what: string,
  check: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const start = Date.now();
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    const waited = Date.now() - start;
    if (waited > TIMEOUT_MS) throw new Error(`Waited ${TIMEOUT_MS} ms in vain for ${what}.`);
    const pause = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, waited * SHARE_OF_THE_WAIT));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
