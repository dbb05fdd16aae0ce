/** Minimum wait for a time that has passed: the worker's clock may be behind the server's. */
const SHORTEST_WAIT_MS = 250;

/** Returns the milliseconds until an instant, given in ISO 8601. */
export function msUntil(instant: string): number {
  return Math.max(Date.parse(instant) - Date.now(), SHORTEST_WAIT_MS);
}
