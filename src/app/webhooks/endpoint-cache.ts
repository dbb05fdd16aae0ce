import type { WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import type { WebhookEndpoints } from '../../ports/webhooks/webhooks.js';

/**
 * Age of the list until it is read again.
 * An endpoint that is newer is found by the recovery that its creation starts.
 */
const FRESH_MS = 1_000;

/** The endpoints in memory. They are read when an event needs them, and at most once a second. */
export class EndpointCache {
  private readAt = -Infinity;
  private reading: Promise<readonly WebhookEndpoint[]> | null = null;
  private known: readonly WebhookEndpoint[] = [];

  constructor(
    private readonly endpoints: Pick<WebhookEndpoints, 'all'>,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  async list(): Promise<readonly WebhookEndpoint[]> {
    if (this.monotonicMs() - this.readAt < FRESH_MS) return this.known;
    this.reading ??= this.read().finally(() => (this.reading = null));
    return this.reading;
  }

  /** Null for one that does not exist. An unknown one may be newer than the list. */
  async find(id: string): Promise<WebhookEndpoint | null> {
    const isThis = (endpoint: WebhookEndpoint) => endpoint.id === id;
    const cached = (await this.list()).find(isThis);
    if (cached !== undefined) return cached;
    this.forget();
    return (await this.list()).find(isThis) ?? null;
  }

  /** Has the list read again. */
  forget(): void {
    this.readAt = -Infinity;
  }

  private async read(): Promise<readonly WebhookEndpoint[]> {
    const beganAt = this.monotonicMs();
    this.known = await this.endpoints.all();
    this.readAt = beganAt;
    return this.known;
  }
}
