import { addDays } from '../time.js';
import type { TicketEvent } from '../tickets/events.js';
import type { WebhookEndpoint, WebhookEventType } from './endpoint.js';
import { nextDelayMs } from './retry-schedule.js';
import type { WebhookData } from './message.js';

/** `pending`: it is sent, or waits for its next attempt. `failed`: no more attempts, unless it is replayed. */
export const WEBHOOK_DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type WebhookDeliveryState = (typeof WEBHOOK_DELIVERY_STATES)[number];

/** Why an attempt failed without a status, or was not made. */
export const ATTEMPT_FAULTS = [
  'timed_out',
  'unreachable',
  'address_refused',
  'endpoint_failing',
  'endpoint_disabled',
  'secret_unreadable',
] as const;
export type AttemptFault = (typeof ATTEMPT_FAULTS)[number];

/** One attempt and its outcome. */
export interface WebhookAttempt {
  readonly at: Date;
  readonly durationMs: number;
  /** HTTP status; null without an answer. */
  readonly status: number | null;
  readonly fault: AttemptFault | null;
  /** The first characters of an answer that is no success. */
  readonly answer: string | null;
}

/** Attempts that are kept, the last ones. */
export const MAX_KEPT_ATTEMPTS = 20;
/** Characters of an answer that are kept. */
export const MAX_KEPT_ANSWER = 500;
/** Days that a delivery is stored. */
export const DELIVERY_DAYS = 30;

/** One event for one endpoint, without text of the ticket. */
export interface WebhookDelivery {
  /** `<endpoint>.<event>`: the same event never makes two. */
  readonly id: string;
  readonly endpointId: string;
  /** Also the `webhook-id` of every attempt, by which receivers recognize a repetition. */
  readonly eventId: string;
  readonly type: WebhookEventType;
  /** Null for a test. */
  readonly ticketId: string | null;
  readonly ticketVersion: number | null;
  /** The time of the event. */
  readonly eventAt: Date;
  readonly data: WebhookData;
  readonly state: WebhookDeliveryState;
  readonly attempts: readonly WebhookAttempt[];
  /** Attempts since it was created or replayed. */
  readonly tries: number;
  /** How often in a row it found the endpoint busy. */
  readonly postponed: number;
  readonly nextAttemptAt: Date | null;
  /** The end of a sender's claim; null without one. */
  readonly claimedUntil: Date | null;
  /** When it was replayed last; null for never. */
  readonly replayedAt: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
}

export function webhookDeliveryId(endpointId: string, eventId: string): string {
  return `${endpointId}.${eventId}`;
}

interface Source {
  readonly id: string;
  readonly type: WebhookEventType;
  readonly at: Date;
  readonly ticketId: string | null;
  readonly ticketVersion: number | null;
}

/** A new delivery. `claimedUntil` is set by a sender that starts with it. */
export function newWebhookDelivery(
  endpoint: Pick<WebhookEndpoint, 'id'>,
  { id, type, at, ticketId, ticketVersion }: Source | TicketEvent,
  {
    data,
    now,
    claimedUntil,
  }: { readonly data: WebhookData; readonly now: Date; readonly claimedUntil: Date | null },
): WebhookDelivery {
  return {
    id: webhookDeliveryId(endpoint.id, id),
    endpointId: endpoint.id,
    eventId: id,
    ...{ type, ticketId, ticketVersion, data },
    eventAt: at,
    state: 'pending',
    attempts: [],
    tries: 0,
    postponed: 0,
    nextAttemptAt: now,
    claimedUntil,
    replayedAt: null,
    createdAt: now,
    endedAt: null,
    expiresAt: addDays(now, DELIVERY_DAYS),
  };
}

/** What follows an attempt. */
export interface AttemptOutcome {
  readonly state: WebhookDeliveryState;
  readonly nextAttemptAt: Date | null;
}

/** True for a status that means that the receiver has the message. */
export function isSuccess({ status }: Pick<WebhookAttempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** True for an attempt that no repetition improves: the endpoint is gone, disabled, or lost its secret. */
function isFinal({ status, fault }: WebhookAttempt): boolean {
  return status === 410 || fault === 'endpoint_disabled';
}

/**
 * Returns the state after an attempt. `random` is from 0 to 1, for the jitter.
 * The receiver can ask for a longer wait, up to a day.
 */
export function outcomeOf(
  tries: number,
  attempt: WebhookAttempt,
  {
    now,
    random,
    retryAfterSeconds,
  }: { readonly now: Date; readonly random: number; readonly retryAfterSeconds: number | null },
): AttemptOutcome {
  if (isSuccess(attempt)) return { state: 'delivered', nextAttemptAt: null };
  const delayMs = isFinal(attempt) ? null : nextDelayMs(tries, random, retryAfterSeconds);
  if (delayMs === null) return { state: 'failed', nextAttemptAt: null };
  return { state: 'pending', nextAttemptAt: new Date(now.getTime() + delayMs) };
}
