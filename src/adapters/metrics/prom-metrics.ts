import { collectDefaultMetrics, Registry } from 'prom-client';
import { dueAt, type Delivery } from '../../domain/mail/delivery.js';
import { SOURCES } from '../../domain/ticket-fields.js';
import { PUSH_OUTCOMES, type PushOutcome } from '../../domain/notifications/push.js';
import { WEBHOOK_DELIVERY_STATES, type WebhookDeliveryState } from '../../domain/webhooks/delivery.js';
import { EVENT_TYPES } from '../../domain/tickets/events.js';
import { MAIL_KINDS } from '../../domain/accounts/mail-kinds.js';
import {
  FILE_VERDICTS,
  FILE_WAYS,
  type McpOutcome,
  type FileVerdict,
  RELAY_STEPS,
  VISIT_RESULTS,
  VISIT_WAYS,
  WITHHELD_REASONS,
  type AnsweredRequest,
  type DeliveryOutcome,
  type FileWay,
  type Metrics,
  type ConsumerStep,
  type RelayStep,
  type VisitResult,
  type VisitWay,
  type WithheldReason,
} from '../../ports/operations/metrics.js';
import { defineMetrics, type Definitions } from './definitions.js';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts in the memory of this process, in its own registry. */
export class PromMetrics implements Metrics {
  readonly registry = new Registry();
  /** For decorators that count. */
  readonly counted: Definitions;

  constructor() {
    this.counted = defineMetrics(this.registry);
    this.beginAtZero();
  }

  /** Adds metrics of the process itself: version, memory, event loop, garbage collection. */
  describeProcess(build: { readonly version: string; readonly service: 'api' | 'worker' | 'mcp' }): void {
    this.counted.build.set(build, 1);
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * Initializes the counters of alerts at zero: for Prometheus, a counter that first appears at 1 has not grown.
   */
  private beginAtZero(): void {
    const { automaticAnswers, ticketsCreated, visits } = this.counted;
    for (const source of SOURCES) ticketsCreated.inc({ source }, 0);
    for (const way of VISIT_WAYS) for (const result of VISIT_RESULTS) visits.inc({ way, result }, 0);
    for (const outcome of ['planned', 'sent']) automaticAnswers.inc({ outcome, reason: '' }, 0);
    for (const reason of WITHHELD_REASONS) automaticAnswers.inc({ outcome: 'withheld', reason }, 0);
    for (const outcome of PUSH_OUTCOMES) this.counted.pushes.inc({ outcome }, 0);
    for (const outcome of WEBHOOK_DELIVERY_STATES) this.counted.webhookAttempts.inc({ outcome }, 0);
    const {
      deliveries,
      endedSecrets,
      filesGiven,
      filesScanned,
      mailsIn,
      mailsProcessed,
      relayFailures,
      ticketEvents,
    } = this.counted;
    for (const type of EVENT_TYPES) ticketEvents.inc({ type }, 0);
    for (const step of RELAY_STEPS) relayFailures.inc({ step }, 0);
    for (const kind of MAIL_KINDS) deliveries.inc({ kind, outcome: 'failed' }, 0);
    for (const kind of ['ticket', 'mail_switch', 'password', 'sign_in']) endedSecrets.inc({ kind }, 0);
    for (const verdict of FILE_VERDICTS) filesScanned.inc({ verdict }, 0);
    for (const way of FILE_WAYS) filesGiven.inc({ way }, 0);
    mailsProcessed.inc({ outcome: 'failed', reason: '' }, 0);
    mailsIn.inc({ source: 'imap', result: 'left' }, 0);
  }

  requestBegan(): (answered: AnsweredRequest) => void {
    const { requests, requestsInProgress, requestsRefused } = this.counted;
    const startedAt = performance.now();
    requestsInProgress.inc();
    return ({ method, route = 'none', status, isRefused }) => {
      requestsInProgress.dec();
      if (isRefused) {
        requestsRefused.inc();
        return;
      }
      requests.observe(
        // Clients may make methods up, routes know theirs.
        { method: METHODS.has(method) ? method : 'other', route, code: status },
        (performance.now() - startedAt) / 1000,
      );
    };
  }

  eventsPublished(events: readonly { readonly at: Date }[], at: Date): void {
    for (const event of events) this.counted.relayLag.observe(secondsBetween(event.at, at));
  }

  relayFailed(step: RelayStep): void {
    this.counted.relayFailures.inc({ step });
  }

  eventConsumed(consumer: string): void {
    this.counted.eventsConsumed.inc({ consumer });
  }

  consumerFailed(consumer: string, step: ConsumerStep): void {
    this.counted.consumerFailures.inc({ consumer, step });
  }

  filesGiven(way: FileWay, count: number): void {
    this.counted.filesGiven.inc({ way }, count);
  }

  visited(way: VisitWay, result: VisitResult): void {
    this.counted.visits.inc({ way, result });
  }

  automaticAnswerWithheld(reason: WithheldReason): void {
    this.counted.automaticAnswers.inc({ outcome: 'withheld', reason });
  }

  fileScanned(verdict: FileVerdict): void {
    this.counted.filesScanned.inc({ verdict });
  }

  fileRead(kind: string, fault: string): void {
    this.counted.filesRead.inc({ kind, fault });
  }

  pushTried(outcome: PushOutcome): void {
    this.counted.pushes.inc({ outcome });
  }

  webhookTried(outcome: WebhookDeliveryState, eventAt: Date, at: Date): void {
    this.counted.webhookAttempts.inc({ outcome });
    if (outcome === 'delivered') this.counted.webhookDelay.observe(secondsBetween(eventAt, at));
  }

  mcpToolCalled(tool: string, outcome: McpOutcome): void {
    this.counted.mcpToolCalls.inc({ tool, outcome });
  }

  liveConnections(count: number): void {
    this.counted.liveConnections.set(count);
  }

  liveClosed(reason: string): void {
    this.counted.liveClosed.inc({ reason });
  }

  liveResync(): void {
    this.counted.liveResyncs.inc();
  }

  deliveryTried(delivery: Delivery, outcome: DeliveryOutcome, at: Date): void {
    this.counted.deliveries.inc({ kind: delivery.kind, outcome });
    if (outcome === 'sent') this.counted.deliveryDelay.observe(secondsBetween(dueAt(delivery), at));
  }
}

/** Never negative, although clocks of other hosts may be ahead. */
export function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / 1000;
}
