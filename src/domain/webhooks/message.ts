import type { EventDetails } from '../event-details.js';
import type { TicketEvent } from '../tickets/events.js';
import type { WebhookEventType } from './endpoint.js';

/** The change of a field whose values are ids, numbers, instants or words of a list. */
export interface FieldChange {
  readonly from: unknown;
  readonly to: unknown;
}

/** The stored part of a message: ids and what changed, without any text of people. */
export interface WebhookData {
  readonly ticket: { readonly id: string; readonly number: string; readonly version: number } | null;
  readonly actor: { readonly type: string; readonly id: string } | null;
  /** True for what only staff may read. */
  readonly is_internal: boolean;
  /** Names of all changed fields. */
  readonly changed: readonly string[];
  readonly changes: Readonly<Record<string, FieldChange>>;
  /** Further ids and facts of the event. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The text of the ticket as it is when the message is sent. Absent unless the endpoint asks for it. */
export interface WebhookTicketText {
  readonly title: string;
  readonly description: string;
  /** The comment that the event is about; null for none, or one that may not be sent. */
  readonly comment: { readonly id: string; readonly body: string; readonly is_internal: boolean } | null;
}

/** The body of a request, by Standard Webhooks. */
export interface WebhookMessage {
  readonly type: WebhookEventType;
  readonly timestamp: string;
  readonly data: WebhookData & { readonly event_id: string; readonly text?: WebhookTicketText | null };
}

/** Fields whose values are no text of people. Of others, only the name is sent. */
const WITH_VALUES = [
  'status',
  'priority',
  'category',
  'type',
  'team',
  'required_skills',
  'resolution_code',
  'policy',
  'hold_reason',
  'hold_until',
  'hold_pauses_clock',
  'satisfaction',
];

/** Facts that are ids, numbers, instants or words of a list. */
const FACTS = [
  'comment_id',
  'comment_ids',
  'comment_version',
  'is_internal',
  'send_at',
  'participant_id',
  'participant_ids',
  'redaction_id',
  'link',
  'target',
  'step',
  'action',
  'share',
  'due_at',
  'policy',
  'reminder',
  'of',
  'from_id',
  'to_id',
  'via',
  'has_comment',
  'bulk_job',
];

/** The data of a test. */
export const TEST_DATA: WebhookData = {
  ticket: null,
  actor: null,
  is_internal: false,
  changed: [],
  changes: {},
  facts: {},
};

/** Returns the ids and changes of a ticket event. A later version may add facts, and never text. */
export function webhookData(event: TicketEvent): WebhookData {
  const { details, actor } = event;
  const changed = Object.keys(details).filter(
    // Custom fields have their changes within.
    (field) => field === 'custom_fields' || isChange(details[field]),
  );
  return {
    ticket: { id: event.ticketId, number: event.ticketNumber, version: event.ticketVersion },
    actor: { type: actor.type, id: actor.id },
    is_internal: event.isInternal,
    changed,
    changes: changesOf(details, changed),
    facts: Object.fromEntries(
      FACTS.filter((name) => details[name] !== undefined && !isChange(details[name])).map((name) => [
        name,
        details[name],
      ]),
    ),
  };
}

function changesOf(details: EventDetails, changed: readonly string[]): Record<string, FieldChange> {
  return Object.fromEntries(
    changed.flatMap((field): [string, FieldChange][] => {
      const change = details[field];
      if (!isChange(change)) return [];
      if (field === 'assignee') return [[field, { from: idOf(change.from), to: idOf(change.to) }]];
      return WITH_VALUES.includes(field) ? [[field, { from: change.from, to: change.to }]] : [];
    }),
  );
}

function isChange(detail: unknown): detail is FieldChange {
  return typeof detail === 'object' && detail !== null && 'from' in detail && 'to' in detail;
}

function idOf(person: unknown): string | null {
  return typeof person === 'object' && person !== null && 'id' in person ? String(person.id) : null;
}
