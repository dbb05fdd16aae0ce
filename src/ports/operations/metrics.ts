import type { PushOutcome } from '../../domain/notifications/push.js';
import type { WebhookDeliveryState } from '../../domain/webhooks/delivery.js';
import type { Delivery } from '../../domain/mail/delivery.js';

/** The metrics of a request. Only the route pattern, not the path: undefined for an unknown path. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string | undefined;
  readonly status: number;
  /** True if it was refused because of overload. */
  readonly isRefused: boolean;
}

/**
 * The steps at which the relay can fail:
 * watch the stream, read the outbox, publish an event, record it.
 */
export const RELAY_STEPS = ['watch', 'read', 'publish', 'note'] as const;
export type RelayStep = (typeof RELAY_STEPS)[number];

/** The steps at which an event consumer can fail: read the log, handle an event, save its position. */
export type ConsumerStep = 'read' | 'handle' | 'note';

/**
 * The outcome of an attempt to send a delivery.
 * `gathered`: a batched mail covers it; `postponed`: quiet hours or batching; `retried`: it is tried again.
 */
export type DeliveryOutcome = 'sent' | 'failed' | 'suppressed' | 'gathered' | 'postponed' | 'retried';

/**
 * How files of answers reach requesters and people in copy:
 * attached, linked, and fetched through the link.
 */
export const FILE_WAYS = ['attached', 'linked', 'fetched'] as const;
export type FileWay = (typeof FILE_WAYS)[number];

/** The outcome of a form or a new conversation. `withheld`: its address got enough mails, and gets no more. */
export const VISIT_RESULTS = ['accepted', 'withheld', 'refused'] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];
export const VISIT_WAYS = ['form', 'chat'] as const;
export type VisitWay = (typeof VISIT_WAYS)[number];

/**
 * Why a ticket of a category with automatic answers gets none. Those up to `failed` when it is drafted:
 * `unsure`: below the confidence that the category asks for, or no article; `unsourced`: a sentence without an article;
 * `noted`: a draft that staff should look at; `late`: the model took too long; `failed`: a fault.
 * `not_sent`: it waited, and a person was faster, or its article or category has changed.
 */
export const WITHHELD_REASONS = ['unsure', 'unsourced', 'noted', 'late', 'failed', 'not_sent'] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

export const FILE_VERDICTS = ['clean', 'infected'] as const;
export type FileVerdict = (typeof FILE_VERDICTS)[number];

/** The outcome of a call of a tool by an assistant. `refused`: bad arguments or no permission; `failed`: our fault. */
export const MCP_OUTCOMES = ['answered', 'refused', 'failed'] as const;
export type McpOutcome = (typeof MCP_OUTCOMES)[number];

/**
 * Counts events for monitoring.
 * No method fails or waits, and none stores data of a person or ticket. Call it after the write: a repetition without
 * an effect does not count.
 */
export interface Metrics {
  /** Counts an incoming request. Call the returned function when it is answered. */
  requestBegan(): (answered: AnsweredRequest) => void;
  /** These events were published at this instant. */
  eventsPublished(events: readonly { readonly at: Date }[], at: Date): void;
  relayFailed(step: RelayStep): void;
  /** A consumer of the event log has handled an event. */
  eventConsumed(consumer: string): void;
  consumerFailed(consumer: string, step: ConsumerStep): void;
  deliveryTried(delivery: Delivery, outcome: DeliveryOutcome, at: Date): void;
  filesGiven(way: FileWay, count: number): void;
  /** A form or the beginning of a conversation was taken or not. */
  visited(way: VisitWay, result: VisitResult): void;
  automaticAnswerWithheld(reason: WithheldReason): void;
  fileScanned(verdict: FileVerdict): void;
  /** The text of a file was read; `fault` is `none` for all of it. */
  fileRead(kind: string, fault: string): void;
  /** An attempt to send a webhook had this outcome; `eventAt` is the time of its event. */
  webhookTried(outcome: WebhookDeliveryState, eventAt: Date, at: Date): void;
  /** An attempt to push a notification to a browser had this outcome. */
  pushTried(outcome: PushOutcome): void;
  /** An assistant called a tool of the MCP server. */
  mcpToolCalled(tool: string, outcome: McpOutcome): void;
  /** The number of sockets and streams of this process. */
  liveConnections(count: number): void;
  /** A live connection was ended by the server, for this reason. */
  liveClosed(reason: string): void;
  /** A client was told to read its data again, because it cannot be sent what it missed. */
  liveResync(): void;
}
