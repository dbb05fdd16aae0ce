import { NO_MILESTONE } from '../sla/sla-milestone.js';
import type { TicketEvent } from '../tickets/events.js';
import type { Ticket } from '../tickets/ticket.js';
import { PENDING_TRIAGE } from '../tickets/triage.js';
import { ticketBefore } from './ticket-before.js';

/**
 * Returns the ticket as it was right after an event, as far as events record it.
 * They do not record the instants of SLA targets, so the clock has no targets, and people who were removed from copy stay
 * removed.
 * @param later the events after it, in order
 */
export function ticketAt(ticket: Ticket, event: TicketEvent, later: readonly TicketEvent[]): Ticket {
  const { at, ticketVersion: version } = event;
  const then = later.toReversed().reduce(beforeEvent, ticket);
  const isPast = (instant: Date | null) => instant !== null && instant <= at;
  return {
    ...then,
    participants: (then.participants ?? []).filter(({ addedAt }) => isPast(addedAt)),
    triage: isPast(then.triage.at) ? then.triage : PENDING_TRIAGE,
    satisfaction: then.satisfaction !== null && isPast(then.satisfaction.at) ? then.satisfaction : null,
    sla: {
      policy: textIn(later, 'policy') ?? then.sla.policy,
      state: 'none',
      since: at,
      firstResponse: NO_MILESTONE,
      resolution: NO_MILESTONE,
    },
    updatedAt: at,
    resolvedAt: isPast(then.resolvedAt) ? then.resolvedAt : null,
    closedAt: isPast(then.closedAt) ? then.closedAt : null,
    version,
  };
}

function beforeEvent(ticket: Ticket, event: TicketEvent): Ticket {
  const { details } = event;
  const { hold: _, ...rest } = ticketBefore(ticket, event);
  const link = linkIn(event);
  const hold = 'hold_reason' in details ? holdBefore(details) : ticket.hold;
  return {
    ...rest,
    ...(hold === undefined ? {} : { hold }),
    title: textOf(fromOf(details['title'])) ?? ticket.title,
    description: textOf(fromOf(details['description'])) ?? ticket.description,
    resolutionCode:
      'resolution_code' in details ? textOf(fromOf(details['resolution_code'])) : ticket.resolutionCode,
    requiredSkills: textsOf(fromOf(details['required_skills'])) ?? ticket.requiredSkills,
    links:
      link === null
        ? ticket.links
        : ticket.links.filter(
            ({ type, ticket: other }) => type !== link.type || other.number !== link.ticket,
          ),
  };
}

function holdBefore(details: TicketEvent['details']): Ticket['hold'] {
  const reason = textOf(fromOf(details['hold_reason']));
  if (reason === null) return undefined;
  const until = textOf(fromOf(details['hold_until']));
  const pausesClock = fromOf(details['hold_pauses_clock']) !== false;
  return { reason, pausesClock, until: until === null ? null : new Date(until) };
}

/** The link that an event has made. */
function linkIn({ type, details }: TicketEvent): { readonly type: string; readonly ticket: string } | null {
  const { link } = details;
  if (type !== 'ticket.linked' || typeof link !== 'object' || link === null) return null;
  if (!('type' in link) || !('ticket' in link)) return null;
  const [kind, other] = [textOf(link.type), textOf(link.ticket)];
  return kind === null || other === null ? null : { type: kind, ticket: other };
}

/** The value before the first of these events that changed the field. */
function textIn(events: readonly TicketEvent[], field: string): string | null {
  const first = events.find(({ details }) => fromOf(details[field]) !== undefined);
  return first === undefined ? null : textOf(fromOf(first.details[field]));
}

function fromOf(detail: unknown): unknown {
  return typeof detail === 'object' && detail !== null && 'from' in detail ? detail.from : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
}
