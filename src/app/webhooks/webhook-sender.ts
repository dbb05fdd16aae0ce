import {
  isSuccess,
  MAX_KEPT_ANSWER,
  outcomeOf,
  type AttemptFault,
  type AttemptOutcome,
  type WebhookAttempt,
  type WebhookDelivery,
} from '../../domain/webhooks/delivery.js';
import {
  hasFailedTooLong,
  secretContext,
  signingSecrets,
  TEST_EVENT,
  type WebhookEndpoint,
} from '../../domain/webhooks/endpoint.js';
import { retryAfterOf } from '../../domain/webhooks/retry-schedule.js';
import { OutboundError, type OutboundResponse } from '../../ports/outbound-http.js';
import type { AppDeps } from '../deps.js';
import { disableEndpoint } from './disable-endpoint.js';
import { EndpointCache } from './endpoint-cache.js';
import { EndpointHealth, type Admission } from './endpoint-health.js';
import type { WebhookSending } from './sending.js';
import { writeMessage } from './write-message.js';

/** The whole request. Standard Webhooks recommends 15 to 30 s. */
const TIMEOUT_MS = 15_000;
/** Longer than an attempt with its writes. A sender that died loses the delivery after it. */
export const CLAIM_MS = 30_000;
/** Statuses by which a receiver or its proxy asks for less. */
const SLOW_DOWN = [429, 502, 503, 504];
const DEFAULT_PAUSE_SECONDS = 5;

export type SenderDeps = Pick<
  AppDeps,
  | 'webhookEndpoints'
  | 'webhookDeliveries'
  | 'outboundHttp'
  | 'webhookSigner'
  | 'sealer'
  | 'tickets'
  | 'users'
  | 'gateway'
  | 'metrics'
  | 'clock'
  | 'logger'
  | 'newId'
>;

interface Answer {
  readonly attempt: WebhookAttempt;
  readonly retryAfterSeconds: number | null;
  /** The process stops: the outcome is unknown, and another one tries. */
  readonly isCutOff: boolean;
}

/** Sends deliveries, and records every attempt. One in each process. */
export class WebhookSender implements WebhookSending {
  readonly endpoints: EndpointCache;
  private readonly health = new EndpointHealth();
  private readonly stop = new AbortController();

  constructor(
    private readonly deps: SenderDeps,
    private readonly random: () => number = Math.random,
  ) {
    this.endpoints = new EndpointCache(deps.webhookEndpoints);
  }

  admit(endpointId: string): Admission {
    return this.health.begin(endpointId, performance.now());
  }

  async attempt(endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<AttemptOutcome | null> {
    let answer: Answer | null = null;
    try {
      answer = await this.send(endpoint, delivery);
    } finally {
      this.endRequest(endpoint.id, answer);
    }
    if (answer.isCutOff) return null;
    return this.record(endpoint, delivery, answer);
  }

  async skip(
    endpoint: WebhookEndpoint,
    delivery: WebhookDelivery,
    fault: AttemptFault,
  ): Promise<AttemptOutcome> {
    const attempt = { at: this.deps.clock.now(), durationMs: 0, status: null, fault, answer: null };
    return this.record(endpoint, delivery, { attempt, retryAfterSeconds: null, isCutOff: false });
  }

  close(): void {
    this.stop.abort();
  }

  private async send(endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<Answer> {
    const { deps } = this;
    const body = await writeMessage(deps, endpoint, delivery);
    const at = deps.clock.now();
    const signed = this.sign(endpoint, delivery, body, at);
    const startedAt = performance.now();
    const answered = (found: Partial<WebhookAttempt>, retryAfterSeconds: number | null = null): Answer => ({
      attempt: {
        at,
        durationMs: Math.round(performance.now() - startedAt),
        ...{ status: null, fault: null, answer: null, ...found },
      },
      retryAfterSeconds,
      isCutOff: this.stop.signal.aborted,
    });
    if (signed === null) return answered({ fault: 'secret_unreadable' });
    try {
      const response = await deps.outboundHttp.send({
        ...{ method: 'POST', url: endpoint.url, body, timeoutMs: TIMEOUT_MS, signal: this.stop.signal },
        headers: { 'content-type': 'application/json', 'user-agent': 'Holdfast-Webhooks', ...signed },
      });
      const { status } = response;
      return answered(
        { status, answer: isSuccess({ status }) ? null : beginningOf(response) },
        retryAfterOf(response.header('retry-after'), at),
      );
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      return answered({ fault: error.fault });
    }
  }

  /** Null if a secret was sealed with another server key. */
  private sign(endpoint: WebhookEndpoint, { eventId }: WebhookDelivery, body: string, at: Date) {
    const { sealer, webhookSigner, logger } = this.deps;
    try {
      const secrets = signingSecrets(endpoint, at).map((sealed) =>
        sealer.open(sealed, secretContext(endpoint.id)),
      );
      return webhookSigner.headers(secrets, { id: eventId, at, body });
    } catch (error) {
      logger.error({ err: error, webhook: endpoint.id }, 'webhook secret cannot be opened; rotate it');
      return null;
    }
  }

  private endRequest(endpointId: string, answer: Answer | null): void {
    const { status = null, fault = null } = answer?.attempt ?? {};
    const mustSlowDown = status !== null && SLOW_DOWN.includes(status);
    const pauseSeconds = mustSlowDown ? (answer?.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS) : null;
    const isDown = fault !== null || (status !== null && status >= 500);
    this.health.end(endpointId, performance.now(), { isDown, pauseSeconds });
  }

  private async record(
    endpoint: WebhookEndpoint,
    delivery: WebhookDelivery,
    { attempt, retryAfterSeconds }: Answer,
  ): Promise<AttemptOutcome> {
    const { webhookDeliveries, metrics, clock } = this.deps;
    const now = clock.now();
    const isTest = delivery.type === TEST_EVENT;
    const outcome = outcomeOf(delivery.tries + 1, attempt, { now, random: this.random(), retryAfterSeconds });
    // A test answers whether it works now.
    const final =
      isTest && outcome.state === 'pending' ? ({ state: 'failed', nextAttemptAt: null } as const) : outcome;
    await webhookDeliveries.record(delivery.id, attempt, final);
    metrics.webhookTried(final.state, delivery.eventAt, now);
    if (!isTest) await this.noteHealth(endpoint, attempt, now);
    await this.releaseNext(endpoint, delivery, final);
    return final;
  }

  private async noteHealth(endpoint: WebhookEndpoint, attempt: WebhookAttempt, now: Date): Promise<void> {
    const { webhookEndpoints, webhookDeliveries } = this.deps;
    const { id, failingSince } = endpoint;
    if (attempt.fault === 'endpoint_disabled') return;
    if (isSuccess(attempt)) {
      if (failingSince === null) return;
      await webhookEndpoints.noteHealth(id, null);
      this.endpoints.forget();
    } else if (attempt.status === 410) {
      await disableEndpoint(this.deps, id, 'gone');
      this.endpoints.forget();
    } else if (failingSince === null) {
      await webhookEndpoints.noteHealth(id, now);
      this.endpoints.forget();
    } else if (hasFailedTooLong(failingSince, now)) {
      // The copy in memory of another process may be older than a success.
      if (await webhookDeliveries.hasDeliveredSince(id, failingSince))
        await webhookEndpoints.noteHealth(id, null);
      else await disableEndpoint(this.deps, id, 'failing');
      this.endpoints.forget();
    }
  }

  /** With order, the next event of the ticket waits for the end of this one. */
  private async releaseNext(
    { isOrdered, id }: WebhookEndpoint,
    { ticketId }: WebhookDelivery,
    { state }: AttemptOutcome,
  ): Promise<void> {
    if (!isOrdered || ticketId === null || state === 'pending') return;
    const next = await this.deps.webhookDeliveries.firstPending(id, ticketId);
    if (next !== null) await this.handOver(next, 0);
  }

  async handOver({ id }: Pick<WebhookDelivery, 'id'>, delayMs: number): Promise<void> {
    try {
      await this.deps.gateway.startWebhookDelivery(id, Math.max(0, delayMs));
    } catch (error) {
      this.deps.logger.warn(
        { err: error, delivery: id },
        'webhook retry not started; the repair sweep starts it',
      );
    }
  }
}

function beginningOf({ body }: OutboundResponse): string {
  const text = new TextDecoder().decode(body.subarray(0, 4 * MAX_KEPT_ANSWER));
  return Array.from(text).slice(0, MAX_KEPT_ANSWER).join('');
}
