import { PRIORITIES, type Priority } from '../ticket-fields.js';
import type { Ticket } from './ticket.js';

/** Returns the ticket with a priority that a person or triage has set. */
export function withPriority<T extends Pick<Ticket, 'priority' | 'unescalatedPriority'>>(
  ticket: T,
  priority: Priority,
): Omit<T, 'unescalatedPriority'> & { readonly priority: Priority } {
  const { unescalatedPriority: _, ...rest } = ticket;
  return { ...rest, priority };
}

/** Returns the ticket with the next higher priority, for an SLA escalation. */
export function withRaisedPriority(ticket: Ticket): Ticket {
  const priority = PRIORITIES[PRIORITIES.indexOf(ticket.priority) + 1];
  if (priority === undefined) return ticket;
  return { ...ticket, priority, unescalatedPriority: ticket.unescalatedPriority ?? ticket.priority };
}
