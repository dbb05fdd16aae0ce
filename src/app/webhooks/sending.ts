import type { AttemptFault, AttemptOutcome, WebhookDelivery } from '../../domain/webhooks/delivery.js';
import type { WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import type { Admission } from './endpoint-health.js';

/** The sender of this process, with what it knows of each endpoint. */
export interface WebhookSending {
  readonly endpoints: {
    /** The endpoints, at most a second old. */
    list(): Promise<readonly WebhookEndpoint[]>;
    /** Null for one that does not exist. */
    find(id: string): Promise<WebhookEndpoint | null>;
  };
  /** Asks to send to an endpoint now. `attempt` must follow an admission. */
  admit(endpointId: string): Admission;
  /**
   * Sends a claimed delivery to an endpoint that has admitted it, and records the attempt.
   * @returns null if the process stops before an answer
   */
  attempt(endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<AttemptOutcome | null>;
  /** Records an attempt that was not made. */
  skip(endpoint: WebhookEndpoint, delivery: WebhookDelivery, fault: AttemptFault): Promise<AttemptOutcome>;
  /**
   * Has the workflow of the delivery continue after this time.
   * Without Temporal, the repair sweep starts it later, because the delivery is stored.
   */
  handOver(delivery: Pick<WebhookDelivery, 'id'>, delayMs: number): Promise<void>;
  /** Aborts open requests. Their deliveries continue in their workflows. */
  close(): void;
}
