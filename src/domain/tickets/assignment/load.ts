import type { CapacityWeights } from '../../desk/settings.js';
import { countsAsLoad, type Assignment, type Ticket } from '../ticket.js';

/** A person, and how much of their load a ticket is. */
export interface Load {
  readonly id: string;
  readonly weight: number;
}

/** The loads that a ticket change ends and begins. */
export interface LoadShift {
  readonly from: Load | null;
  readonly to: Load | null;
}

/** Null when the ticket is the same load of the same person before and after. */
export function loadShift(before: Ticket | null, after: Ticket): LoadShift | null {
  const [from, to] = [loadOf(before), loadOf(after)];
  return from?.id === to?.id && from?.weight === to?.weight ? null : { from, to };
}

function loadOf(ticket: Ticket | null): Load | null {
  if (ticket === null || !countsAsLoad(ticket.status) || ticket.assignment === null) return null;
  const { assignee, weight = 1 } = ticket.assignment;
  return { id: assignee.id, weight };
}

/**
 * Returns true if the ticket becomes a load, or another one: by its assignee, its priority, or its status.
 * Until then its weight stays, so that a change of the weights moves no load of open tickets.
 */
export function isNewLoad(before: Ticket | null, after: Ticket): boolean {
  const [from, to] = [loadOf(before), loadOf(after)];
  return to !== null && (from?.id !== to.id || before?.priority !== after.priority);
}

/** Returns the ticket with its weight: a new one if it is a new load, else that of before. */
export function weigh(before: Ticket | null, after: Ticket, weights: CapacityWeights | null): Ticket {
  if (after.assignment === null) return after;
  const kept = loadOf(before)?.weight ?? 1;
  const weight = weights !== null && isNewLoad(before, after) ? weights[after.priority] : kept;
  return weight === (after.assignment.weight ?? 1)
    ? after
    : { ...after, assignment: withWeight(after.assignment, weight) };
}

function withWeight({ weight: _, ...assignment }: Assignment, weight: number): Assignment {
  return weight === 1 ? assignment : { ...assignment, weight };
}
