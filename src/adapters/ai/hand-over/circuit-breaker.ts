/** Failures in a row that open the circuit. */
const MAX_FAILURES = 5;
/** How long a provider is left alone. */
const OPEN_MS = 30_000;
/** Maximum `Retry-After` that is obeyed. */
const MAX_PAUSE_MS = 300_000;

/**
 * Keeps calls away from one model of a provider that fails, so that tickets do not wait for its timeouts.
 * After {@link OPEN_MS}, one call tests it.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private pausedUntil = 0;
  private isTesting = false;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Seconds until the next call makes sense; 0 for now. A call that may be made must be reported. */
  tryCall(): number {
    const now = this.now();
    if (now < this.openUntil) return Math.ceil((this.openUntil - now) / 1_000);
    if (this.failures >= MAX_FAILURES) {
      if (this.isTesting) return 1;
      this.isTesting = true;
    }
    return 0;
  }

  /** True until the time that the provider named. Only callers with another provider care. */
  get isPaused(): boolean {
    return this.now() < this.pausedUntil;
  }

  succeed(): void {
    this.failures = 0;
    this.isTesting = false;
  }

  fail(retryAfterSeconds = 0): void {
    this.failures += 1;
    this.isTesting = false;
    const now = this.now();
    this.pausedUntil = now + Math.min(retryAfterSeconds * 1_000, MAX_PAUSE_MS);
    if (this.failures >= MAX_FAILURES) this.openUntil = now + OPEN_MS;
  }

  /** Ends a call that says nothing about the provider: its caller gave up. */
  release(): void {
    this.isTesting = false;
  }
}
