import { PRIORITIES, STATUSES } from '../ticket-fields.js';
import type { FieldValue } from '../tickets/custom-fields.js';
import type { TicketEvent } from '../tickets/events.js';
import type { Ticket } from '../tickets/ticket.js';

/**
 * Returns the ticket with the fields from before an event, as far as the event records them.
 * Lists are filtered by these fields, so this shows which lists a ticket has left.
 */
export function ticketBefore(ticket: Ticket, { details }: Pick<TicketEvent, 'details'>): Ticket {
  const before = (field: string): unknown => changeOf(details[field])?.from;
  const { status, priority, category, type, team } = ticket;
  return {
    ...ticket,
    status: STATUSES.find((each) => each === before('status')) ?? status,
    priority: PRIORITIES.find((each) => each === before('priority')) ?? priority,
    category: textOf(before('category')) ?? category,
    type: textOf(before('type')) ?? type,
    team: before('team') === null ? null : (textOf(before('team')) ?? team),
    tags: textsOf(before('tags')) ?? ticket.tags,
    assignment: assignmentBefore(ticket, before('assignee')),
    customFields: customBefore(ticket, details['custom_fields']),
  };
}

function assignmentBefore(ticket: Ticket, from: unknown): Ticket['assignment'] {
  if (from === null) return null;
  const [id, name] = ['id', 'name'].map((key) => textOf(property(from, key)));
  if (id === undefined || name === undefined || id === null || name === null) return ticket.assignment;
  return { assignee: { id, name }, at: ticket.createdAt, acceptedAt: null };
}

function customBefore({ customFields }: Ticket, changes: unknown): Ticket['customFields'] {
  if (typeof changes !== 'object' || changes === null) return customFields;
  const from = new Map(Object.entries(changes).map(([field, change]) => [field, changeOf(change)?.from]));
  const kept = customFields.filter(({ field }) => !from.has(field));
  const earlier = [...from].flatMap(([field, value]) => (isFieldValue(value) ? [{ field, value }] : []));
  return [...kept, ...earlier];
}

function isFieldValue(value: unknown): value is FieldValue {
  return typeof value === 'string' || typeof value === 'number';
}

function changeOf(detail: unknown): { readonly from: unknown } | null {
  return typeof detail === 'object' && detail !== null && 'from' in detail && 'to' in detail ? detail : null;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
}
