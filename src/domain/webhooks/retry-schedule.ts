const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * The waits after each failed attempt, in milliseconds: ten attempts in about 75 hours, as Standard Webhooks suggests.
 * A short fault costs seconds, and a long weekend of the receiver loses nothing.
 */
export const RETRY_DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Waits differ by up to this share, so that events that failed together do not return together. */
const JITTER = 0.2;
const MAX_RETRY_AFTER_MS = 24 * HOUR;

/**
 * Returns the wait after the `tries`-th attempt; null if it was the last.
 * @param random from 0 to 1
 */
export function nextDelayMs(tries: number, random: number, retryAfterSeconds: number | null): number | null {
  const delay = RETRY_DELAYS_MS[tries - 1];
  if (delay === undefined) return null;
  const asked = Math.min(MAX_RETRY_AFTER_MS, (retryAfterSeconds ?? 0) * SECOND);
  return Math.round(
    Math.max(delay, asked) * (1 + JITTER * (random - 0.5)) + (asked > delay ? asked * JITTER : 0) / 2,
  );
}

const FIRST_BUSY_MS = 5 * SECOND;
const MAX_BUSY_MS = 10 * MINUTE;

/**
 * Returns the wait of a delivery that found its endpoint busy, from half to all of a time that doubles.
 * It is no attempt, and doubles so that a long queue asks rarely.
 */
export function busyDelayMs(postponed: number, random: number): number {
  const longest = Math.min(MAX_BUSY_MS, FIRST_BUSY_MS * 2 ** Math.min(postponed, 10));
  return Math.round(longest * (0.5 + random / 2));
}

/** Parses `Retry-After`: seconds, or an HTTP date. Null for none, and for nonsense. */
export function retryAfterOf(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / SECOND));
}
