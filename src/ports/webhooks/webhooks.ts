import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { StaffDelivery } from '../../domain/mail/delivery.js';
import type {
  AttemptOutcome,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryState,
} from '../../domain/webhooks/delivery.js';
import type { WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import type { IdPage, PageRequest } from '../paging.js';

/** One change of an endpoint: `before` is null for a new one, `after` for one that is deleted. */
export interface EndpointChange {
  readonly before: WebhookEndpoint | null;
  readonly after: WebhookEndpoint | null;
  readonly event: AccountEvent;
  /** Mails about the change. */
  readonly mails?: readonly StaffDelivery[];
}

/** Every method @throws DomainError `unavailable` */
export interface WebhookEndpoints {
  find(id: string): Promise<WebhookEndpoint | null>;
  list(page: PageRequest): Promise<IdPage<WebhookEndpoint>>;
  /** All of them, which are few. */
  all(): Promise<readonly WebhookEndpoint[]>;
  /**
   * Writes the change with its event and mails, in one majority transaction.
   * @throws DomainError `duplicate` for an id that exists; `version_conflict` if it is not at `before.version`;
   *   `illegal_transition` beyond the maximum.
   */
  commit(change: EndpointChange): Promise<void>;
  /** Records the first failure since a success, or that there is none, without a new version. */
  noteHealth(id: string, failingSince: Date | null): Promise<void>;
}

export interface WebhookDeliveryQuery extends PageRequest {
  readonly endpointId: string;
  readonly state?: WebhookDeliveryState;
}

/** Deliveries of one endpoint. Every method @throws DomainError `unavailable` */
export interface WebhookDeliveries {
  find(id: string): Promise<WebhookDelivery | null>;
  /** The newest events first. */
  list(query: WebhookDeliveryQuery): Promise<IdPage<WebhookDelivery>>;
  /** Adds those that do not exist; returns the ids of those that did. */
  add(deliveries: readonly WebhookDelivery[]): Promise<readonly string[]>;
  /** Claims a pending delivery until then; null if it is claimed, has ended, or does not exist. */
  claim(id: string, now: Date, until: Date): Promise<WebhookDelivery | null>;
  /** Records an attempt and its outcome, and ends the claim. */
  record(id: string, attempt: WebhookAttempt, outcome: AttemptOutcome): Promise<void>;
  /** Ends the claim without an attempt, until a later one. */
  postpone(id: string, until: Date): Promise<void>;
  /** Makes a delivery in one of these states pending, due now, with all attempts; null for one in another state. */
  replay(id: string, now: Date, from: readonly WebhookDeliveryState[]): Promise<WebhookDelivery | null>;
  /** True if an earlier event of the ticket is pending for the endpoint. */
  hasEarlier(delivery: WebhookDelivery): Promise<boolean>;
  /** The first pending delivery of a ticket for an endpoint; null for none. */
  firstPending(endpointId: string, ticketId: string): Promise<WebhookDelivery | null>;
  /** True if one was delivered after this instant. */
  hasDeliveredSince(endpointId: string, since: Date): Promise<boolean>;
  /** Ids of pending deliveries whose next attempt was due before this instant, oldest first. */
  overdue(before: Date, limit: number): Promise<readonly string[]>;
}

/** Makes and uses secrets by Standard Webhooks. */
export interface WebhookSigner {
  /** `whsec_` and 32 random bytes in base64. */
  newSecret(): string;
  /** The headers of a message, signed with each secret. */
  headers(
    secrets: readonly string[],
    message: { readonly id: string; readonly at: Date; readonly body: string },
  ): Readonly<Record<string, string>>;
}
