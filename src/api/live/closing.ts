import type { CloseReason } from '../../app/live/live-connection.js';

interface Closing {
  /** A close code of RFC 6455, or of the range for applications (4000 to 4999). */
  readonly code: number;
  /** The longest time that a client should wait before it connects again; null if it should sign in first. */
  readonly returnWithinMs: number | null;
}

const CLOSINGS: Readonly<Record<CloseReason, Closing>> = {
  signed_out: { code: 4401, returnWithinMs: null },
  rights_changed: { code: 4403, returnWithinMs: 1_000 },
  too_slow: { code: 4408, returnWithinMs: 5_000 },
  unavailable: { code: 1013, returnWithinMs: 15_000 },
  // All clients of a process at once: a deployment must not become a rush on the database.
  restart: { code: 1012, returnWithinMs: 10_000 },
};

/** Returns how a connection ends. Clients spread their return: each is given another time. */
export function closingOf(reason: CloseReason, random: () => number = Math.random) {
  const { code, returnWithinMs } = CLOSINGS[reason];
  const reconnectAfterMs = returnWithinMs === null ? null : Math.round(random() * returnWithinMs);
  const frame = JSON.stringify({ type: 'closing', reason, reconnect_after_ms: reconnectAfterMs });
  return { code, frame, reconnectAfterMs };
}
