/**
 * Requests to one endpoint at the same time, from this process: eight of new events and four of a recovery.
 * More of a fast endpoint would find it busy, and wait for seconds.
 */
const MAX_IN_FLIGHT = 12;
/** Failures in a row after which the endpoint counts as down. A single faulty event fails less often. */
const FAILURES_OF_AN_OUTAGE = 5;
const FIRST_PROBE_MS = 5_000;
const MAX_PROBE_MS = 60_000;
/** A wait that the receiver asks for holds back the others for a minute at most: the event itself waits longer. */
const MAX_PAUSE_MS = 60_000;

/** `busy`: it has too many open requests, or it asked for fewer. `failing`: it is down, and this is no probe. */
export type Admission = 'admitted' | 'busy' | 'failing';

interface Health {
  inFlight: number;
  failuresInARow: number;
  probes: number;
  probeAt: number;
  pausedUntil: number;
}

/**
 * What this process knows of each endpoint: its open requests, and its failures in a row.
 * A slow or dead endpoint gets few requests, so it uses no time of the others. Times are monotonic milliseconds.
 */
export class EndpointHealth {
  private readonly byId = new Map<string, Health>();

  /** Begins a request if the endpoint may get one now. {@link end} must follow. */
  begin(id: string, now: number): Admission {
    const health = this.healthOf(id);
    if (health.inFlight >= MAX_IN_FLIGHT || health.pausedUntil > now) return 'busy';
    if (health.failuresInARow >= FAILURES_OF_AN_OUTAGE) {
      if (health.probeAt > now || health.inFlight > 0) return 'failing';
      health.probes += 1;
    }
    health.inFlight += 1;
    return 'admitted';
  }

  /** The request has ended. */
  end(
    id: string,
    now: number,
    { isDown, pauseSeconds }: { readonly isDown: boolean; readonly pauseSeconds: number | null },
  ): void {
    const health = this.healthOf(id);
    health.inFlight -= 1;
    if (pauseSeconds !== null) health.pausedUntil = now + Math.min(MAX_PAUSE_MS, pauseSeconds * 1_000);
    if (!isDown) {
      Object.assign(health, { failuresInARow: 0, probes: 0, probeAt: 0 });
      return;
    }
    health.failuresInARow += 1;
    health.probeAt = now + Math.min(MAX_PROBE_MS, FIRST_PROBE_MS * 2 ** Math.min(health.probes, 10));
  }

  private healthOf(id: string): Health {
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const health: Health = { inFlight: 0, failuresInARow: 0, probes: 0, probeAt: 0, pausedUntil: 0 };
    this.byId.set(id, health);
    return health;
  }
}
