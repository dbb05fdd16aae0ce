import { awaitsAssignee } from './snapshot.js';
import { chooseAssignee, type RoutingContext } from './assignment/routing.js';
import { SLA_TARGETS } from '../sla/sla.js';
import { PRIORITIES } from '../ticket-fields.js';
import type { Ticket } from './ticket.js';
import type { User } from '../accounts/user.js';

/* The order in which tickets that nobody has get the places that become free. */

/** What the queue knows of a ticket. */
export interface QueuedTicket extends Pick<
  Ticket,
  'id' | 'number' | 'priority' | 'requiredSkills' | 'declinedBy' | 'createdAt'
> {
  /** When the first of its promises is due that are still to be kept; far ahead where there is none. */
  readonly dueAt: Date;
}

/** Where in the queue a ticket is, to sort by; smaller comes first. */
export interface QueuePlace {
  /** 0 for urgent. */
  readonly rank: number;
  readonly dueAt: Date;
}

const NEVER = new Date(8.64e15);

/** Null for a ticket that is not in the queue: it is in it once assignment has found nobody. */
export function queuePlace(ticket: Ticket): QueuePlace | null {
  const isQueued = awaitsAssignee(ticket) && ticket.queuedAt !== null && ticket.triage.state !== 'pending';
  return isQueued ? { rank: rankOf(ticket), dueAt: queued(ticket).dueAt } : null;
}

/** The ticket as the queue sees it. */
export function queued({
  id,
  number,
  priority,
  requiredSkills,
  declinedBy,
  createdAt,
  sla,
}: Ticket): QueuedTicket {
  const due = SLA_TARGETS.filter((target) => sla[target].ongoing !== null).map((target) => sla[target].dueAt);
  const dueAt = new Date(Math.min(NEVER.getTime(), ...due.map((instant) => instant.getTime())));
  return { id, number, priority, requiredSkills, declinedBy, createdAt, dueAt };
}

function rankOf({ priority }: Pick<Ticket, 'priority'>): number {
  return PRIORITIES.length - 1 - PRIORITIES.indexOf(priority);
}

/** By priority, then by the time that is left of the SLA, then by age. Negative when `a` comes first. */
export function compareQueued(a: QueuedTicket, b: QueuedTicket): number {
  return (
    rankOf(a) - rankOf(b) ||
    a.dueAt.getTime() - b.dueAt.getTime() ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Who gets a place, in the order of the queue, and the moderators with the load that they have then. */
export interface Served {
  readonly tickets: readonly QueuedTicket[];
  readonly people: readonly User[];
}

/**
 * Gives the free places to the queue, which is in order: each ticket gets the best moderator for it whom those before it
 * have left a place. A ticket that nobody with a place fits holds up no other.
 */
export function serveQueue(
  queue: readonly QueuedTicket[],
  people: readonly User[],
  context: RoutingContext,
): Served {
  const tickets: QueuedTicket[] = [];
  let left = people;
  for (const ticket of queue) {
    if (!left.some(hasPlace)) break;
    const chosen = chooseAssignee(left, ticket, context);
    if (chosen === null) continue;
    tickets.push(ticket);
    left = left.map((person) => (person === chosen ? { ...person, load: person.load + 1 } : person));
  }
  return { tickets, people: left };
}

/** True while automatic assignment may give the person a ticket more. */
export function hasPlace({ load, capacity }: Pick<User, 'load' | 'capacity'>): boolean {
  return load < capacity;
}
