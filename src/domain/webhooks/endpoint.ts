import { addDays, addMinutes } from '../time.js';
import { EVENT_TYPES, type EventType } from '../tickets/events.js';

/** The event types that endpoints can choose: those of the activity log of a ticket. */
export const WEBHOOK_EVENT_TYPES = EVENT_TYPES;
/** What is sent on request, to try an endpoint. No endpoint chooses it. */
export const TEST_EVENT = 'webhook.test';
export type WebhookEventType = EventType | typeof TEST_EVENT;

/** How much text of tickets the payloads contain: ids only, what requesters read, or internal notes as well. */
export const WEBHOOK_TEXTS = ['none', 'public', 'all'] as const;
export type WebhookText = (typeof WEBHOOK_TEXTS)[number];

export const ENDPOINT_STATES = ['active', 'disabled'] as const;
/** `by_hand`: an administrator; `gone`: it answered 410; `failing`: no success for {@link MAX_FAILING_DAYS} days. */
export const DISABLED_REASONS = ['by_hand', 'gone', 'failing'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** Each event has a delivery for each endpoint, so a desk has few. */
export const MAX_ENDPOINTS = 50;
export const MAX_WEBHOOK_URL = 2_048;
/** Days without a success after which an endpoint is disabled. */
export const MAX_FAILING_DAYS = 5;
/** Hours in which the former secret still signs, so that receivers can change theirs. */
export const SECRET_OVERLAP_HOURS = 24;

/** A receiver of events. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  /** Empty for all, also future ones. */
  readonly events: readonly EventType[];
  readonly text: WebhookText;
  /** True if an event of a ticket waits for the earlier ones of that ticket. */
  readonly isOrdered: boolean;
  readonly state: (typeof ENDPOINT_STATES)[number];
  readonly disabled: { readonly reason: DisabledReason; readonly at: Date } | null;
  /** Sealed; `whsec_…` when opened. */
  readonly secret: string;
  /** The secret before the last rotation, which still signs until then; null for none. */
  readonly formerSecret: { readonly sealed: string; readonly until: Date } | null;
  /** Who gets mails about it. */
  readonly ownerId: string;
  /** The first failure since the last success; null without one. */
  readonly failingSince: Date | null;
  /** Events from here on are sent. */
  readonly activeSince: Date;
  readonly createdAt: Date;
  readonly version: number;
}

/** The changes of an endpoint. Absent fields stay. */
export interface EndpointEdit {
  readonly url?: string | undefined;
  readonly description?: string | null | undefined;
  readonly events?: readonly EventType[] | undefined;
  readonly text?: WebhookText | undefined;
  readonly isOrdered?: boolean | undefined;
  readonly state?: WebhookEndpoint['state'] | undefined;
}

/** The endpoint with the edit applied, one version on. An enabled endpoint starts without failures. */
export function editEndpoint(before: WebhookEndpoint, edit: EndpointEdit, now: Date): WebhookEndpoint {
  const { state = before.state, events = before.events } = edit;
  const isSwitched = state !== before.state;
  return {
    ...before,
    url: edit.url ?? before.url,
    description: edit.description === undefined ? before.description : edit.description,
    events: [...new Set(events)],
    text: edit.text ?? before.text,
    isOrdered: edit.isOrdered ?? before.isOrdered,
    state,
    ...(isSwitched && state === 'active' ? { disabled: null, failingSince: null, activeSince: now } : {}),
    ...(isSwitched && state === 'disabled' ? { disabled: { reason: 'by_hand' as const, at: now } } : {}),
    version: before.version + 1,
  };
}

/** The endpoint with a new secret. The present one signs as well for {@link SECRET_OVERLAP_HOURS}. */
export function rotateSecret(before: WebhookEndpoint, sealed: string, now: Date): WebhookEndpoint {
  const until = addMinutes(now, SECRET_OVERLAP_HOURS * 60);
  return {
    ...before,
    secret: sealed,
    formerSecret: { sealed: before.secret, until },
    version: before.version + 1,
  };
}

/** Returns the sealed secrets that sign now, the present one first. */
export function signingSecrets({ secret, formerSecret }: WebhookEndpoint, now: Date): readonly string[] {
  return formerSecret !== null && formerSecret.until > now ? [secret, formerSecret.sealed] : [secret];
}

/** True if the endpoint gets events of this type. */
export function wantsEvent({ state, events }: WebhookEndpoint, type: EventType): boolean {
  return state === 'active' && (events.length === 0 || events.includes(type));
}

/** True for an endpoint without a success for so long that Holdfast gives it up. */
export function hasFailedTooLong(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && addDays(failingSince, MAX_FAILING_DAYS) <= now;
}

/** The context that binds a sealed secret to its endpoint. */
export function secretContext(endpointId: string): string {
  return `webhook:${endpointId}`;
}
