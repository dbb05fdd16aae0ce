/**
 * When requests are meant to be sent: at a fixed rate, whatever becomes of those before. Latency counts from that instant,
 * not from the one at which a connection was free: otherwise a server that stands still for a second delays one request,
 * and hides the hundred that would have come meanwhile (coordinated omission).
 */
export class Arrivals {
  private given = 0;

  /** Milliseconds of one clock, for everything here. */
  constructor(
    private readonly ratePerSecond: number,
    private readonly startMs: number,
    private readonly endMs: number,
  ) {}

  /** The instants that have come since the last call, oldest first. */
  dueBy(nowMs: number): number[] {
    const due: number[] = [];
    for (;;) {
      const at = this.startMs + (this.given * 1000) / this.ratePerSecond;
      if (at > nowMs || at >= this.endMs) return due;
      due.push(at);
      this.given += 1;
    }
  }
}
