import type { SlaState } from '../sla/sla.js';
import { SLA_STATES } from '../sla/sla.js';
import { PRIORITIES, STATUSES, type Category, type Priority, type Status } from '../ticket-fields.js';
import { isFinal } from './ticket.js';

/** The number of tickets with the same values. */
export interface TicketCount {
  readonly status: Status;
  readonly priority: Priority;
  readonly category: Category;
  readonly slaState: SlaState;
  readonly isAssigned: boolean;
  /** True when at least one promise of theirs was broken, also if it was met late. */
  readonly isBreached: boolean;
  readonly count: number;
}

export interface TicketSummary {
  readonly total: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly byPriority: Readonly<Record<Priority, number>>;
  /** Every active category, and what else tickets have. */
  readonly byCategory: Readonly<Record<Category, number>>;
  readonly bySlaState: Readonly<Record<SlaState, number>>;
  /** The unassigned tickets among those that are not final. */
  readonly unassigned: number;
  readonly breached: number;
}

/** The counts added up, with a zero where there is none of a kind. */
export function summaryOf(
  counts: readonly TicketCount[],
  categories: readonly { readonly name: Category }[],
): TicketSummary {
  const names = [...categories.map(({ name }) => name), ...counts.map(({ category }) => category)];
  return {
    total: sum(counts),
    byStatus: byKind(STATUSES, (status) => sum(counts.filter((each) => each.status === status))),
    byPriority: byKind(PRIORITIES, (priority) => sum(counts.filter((each) => each.priority === priority))),
    byCategory: byKind([...new Set(names)], (category) =>
      sum(counts.filter((each) => each.category === category)),
    ),
    bySlaState: byKind(SLA_STATES, (state) => sum(counts.filter((each) => each.slaState === state))),
    unassigned: sum(counts.filter(({ isAssigned, status }) => !isAssigned && !isFinal(status))),
    breached: sum(counts.filter(({ isBreached }) => isBreached)),
  };
}

function byKind<K extends string>(kinds: readonly K[], count: (kind: K) => number): Record<K, number> {
  return Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<K, number>;
}

function sum(counts: readonly TicketCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
