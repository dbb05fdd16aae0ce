import { SLA_TARGETS, type SlaTarget } from '../sla/sla.js';
import { hasEverBreached, hasTarget, milestoneOf } from '../sla/sla-milestone.js';
import { MS_PER_MINUTE } from '../time.js';
import { countsAsLoad, type Ticket } from '../tickets/ticket.js';
import { bucketOf } from './histogram.js';
import { slotOf } from './slots.js';

/** A count of one thing in one quarter of an hour. */
export interface Fact {
  readonly slot: number;
  /** What is counted: `created:high`. Never has a dot. */
  readonly measure: string;
  /** Of a duration, its bucket in the histogram; null for what is only counted. */
  readonly bucket: number | null;
  /** Tickets, or minutes for sums of durations. */
  readonly count: number;
  /** True for what is also counted for the assignee. */
  readonly isOfAssignee: boolean;
}

/** All that one ticket adds to the figures, from how it is now. */
export interface TicketFacts {
  readonly ticketId: string;
  readonly version: number;
  readonly team: string | null;
  readonly category: string | null;
  readonly assigneeId: string | null;
  readonly facts: readonly Fact[];
}

/**
 * Returns what a ticket adds to the figures.
 * Everything follows from the ticket itself, so any ticket can be counted again at any time with the same result. A
 * reopened ticket is not resolved, and a ticket counts for its present category, team, priority and assignee.
 */
export function factsOf(ticket: Ticket): TicketFacts {
  const { priority, createdAt, resolvedAt, satisfaction, status } = ticket;
  const facts: Fact[] = [];
  const add = (at: Date, measure: string, isOfAssignee: boolean, bucket: number | null = null) =>
    facts.push({ slot: slotOf(at), measure, bucket, count: 1, isOfAssignee });
  add(createdAt, `created:${priority}`, false);
  add(createdAt, `status:${status}`, false);
  if (countsAsLoad(status)) add(createdAt, `open:${priority}`, true);
  const isResolved = resolvedAt !== null && (status === 'resolved' || status === 'closed');
  if (isResolved) {
    const minutes = minutesBetween(createdAt, resolvedAt);
    add(resolvedAt, `resolved:${priority}`, true);
    add(resolvedAt, `resolution:${priority}`, true, bucketOf(minutes));
  }
  const answeredAt = milestoneOf(ticket.sla, 'firstResponse').metAt;
  if (answeredAt !== null) {
    const minutes = minutesBetween(createdAt, answeredAt);
    add(answeredAt, `response:${priority}`, false, bucketOf(minutes));
  }
  for (const target of SLA_TARGETS) addTarget(ticket, target, add);
  if (satisfaction !== null) add(satisfaction.at, `score:${satisfaction.score}`, true);
  return {
    ticketId: ticket.id,
    version: ticket.version,
    team: ticket.team,
    category: ticket.category,
    assigneeId: ticket.assignment?.assignee.id ?? null,
    facts,
  };
}

/** A target counts once it is decided: met, or breached for the first time. */
function addTarget(
  { sla, priority }: Ticket,
  target: SlaTarget,
  add: (at: Date, measure: string, isOfAssignee: boolean) => void,
): void {
  const milestone = milestoneOf(sla, target);
  if (!hasTarget(milestone)) return;
  const isOfAssignee = target !== 'firstResponse';
  if (hasEverBreached(milestone)) {
    const breached = milestone.completed.find((cycle) => cycle.breached);
    add(breached?.dueAt ?? milestone.dueAt, `missed:${target}:${priority}`, isOfAssignee);
  } else if (milestone.metAt !== null) add(milestone.metAt, `met:${target}:${priority}`, isOfAssignee);
}

function minutesBetween(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / MS_PER_MINUTE;
}

/** Which tickets a day of figures counts: all, those of a team, of a category, of both, or of an assignee. */
export interface FigureScope {
  readonly team?: string | undefined;
  readonly category?: string | undefined;
  readonly assigneeId?: string | undefined;
}

/** Returns the key of a scope. */
export function scopeKey({ team, category, assigneeId }: FigureScope): string {
  return JSON.stringify([team ?? null, category ?? null, assigneeId ?? null]);
}

/** Returns the keys of the scopes in which a fact of the ticket counts. */
export function scopesOf(
  { team, category, assigneeId }: TicketFacts,
  { isOfAssignee }: Fact,
): readonly string[] {
  const scopes: FigureScope[] = [{}];
  if (team !== null) scopes.push({ team });
  if (category !== null) scopes.push({ category });
  if (team !== null && category !== null) scopes.push({ team, category });
  if (isOfAssignee && assigneeId !== null) {
    scopes.push({ assigneeId });
    if (team !== null) scopes.push({ assigneeId, team });
  }
  return scopes.map(scopeKey);
}
