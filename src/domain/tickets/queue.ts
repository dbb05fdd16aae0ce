import { awaitsAssignee } from './snapshot.js';
import { chooseAssignee, wantedBy, type RoutingContext } from './assignment/routing.js';
import { milestoneOf } from '../sla/sla-milestone.js';
import { SLA_TARGETS } from '../sla/sla.js';
import { PRIORITIES } from '../ticket-fields.js';
import type { Ticket } from './ticket.js';
import type { User } from '../accounts/user.js';

/* The order in which unassigned tickets get free places. */

/** The properties of a ticket that decide its place in the queue. */
export interface QueuedTicket extends Pick<
  Ticket,
  | 'id'
  | 'number'
  | 'priority'
  | 'requiredSkills'
  | 'declinedBy'
  | 'createdAt'
  | 'team'
  | 'teamFrom'
  | 'language'
  | 'organisationId'
> {
  /** The next due time of its SLA targets; far in the future without one. */
  readonly dueAt: Date;
}

/** The sort key of a ticket in the queue; smaller comes first. */
export interface QueuePlace {
  /** 0 for urgent. */
  readonly rank: number;
  readonly dueAt: Date;
}

const NEVER = new Date(8.64e15);

/**
 * Returns the place of a ticket in the queue; null if it is not queued.
 * It is queued once assignment found no moderator.
 */
export function queuePlace(ticket: Ticket): QueuePlace | null {
  const isQueued = awaitsAssignee(ticket) && ticket.queuedAt !== null && ticket.triage.state !== 'pending';
  return isQueued ? { rank: rankOf(ticket), dueAt: toQueued(ticket).dueAt } : null;
}

/** The ticket as the queue sees it. */
export function toQueued(ticket: Ticket): QueuedTicket {
  const { id, number, priority, requiredSkills, declinedBy, createdAt, team, teamFrom, language, sla } =
    ticket;
  const { organisationId } = ticket;
  const due = SLA_TARGETS.map((target) => milestoneOf(sla, target))
    .filter(({ ongoing }) => ongoing !== null)
    .map(({ dueAt }) => dueAt);
  const dueAt = new Date(Math.min(NEVER.getTime(), ...due.map((instant) => instant.getTime())));
  return {
    ...{ id, number, priority, requiredSkills, declinedBy, createdAt, team, language, dueAt },
    ...(teamFrom === undefined ? {} : { teamFrom }),
    ...(organisationId === undefined ? {} : { organisationId }),
  };
}

function rankOf({ priority }: Pick<Ticket, 'priority'>): number {
  return PRIORITIES.length - 1 - PRIORITIES.indexOf(priority);
}

/** Compares by priority, then remaining SLA time, then age. Negative if `a` comes first. */
export function compareQueued(a: QueuedTicket, b: QueuedTicket): number {
  return (
    rankOf(a) - rankOf(b) ||
    a.dueAt.getTime() - b.dueAt.getTime() ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The assignments in the order of the queue, and the moderators with their new loads. */
export interface Served {
  readonly tickets: readonly QueuedTicket[];
  readonly people: readonly User[];
}

/**
 * Assigns free places to the ordered queue.
 * Each ticket gets the best remaining moderator. A ticket that fits no free moderator does not block the others.
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
    const chosen = chooseAssignee(left, wantedBy(ticket), context);
    if (chosen === null) continue;
    tickets.push(ticket);
    const weight = context.weights?.[ticket.priority] ?? 1;
    left = left.map((person) => (person === chosen ? withMore(person, weight, context.at) : person));
  }
  return { tickets, people: left };
}

function withMore(person: User, weight: number, at: Date): User {
  return { ...person, load: person.load + weight, lastAssignedAt: at };
}

/** True while automatic assignment may give the person a ticket more. */
export function hasPlace({ load, capacity }: Pick<User, 'load' | 'capacity'>): boolean {
  return load < capacity;
}
