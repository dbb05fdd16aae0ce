import type { TicketEvent } from './events.js';
import type { Ticket } from './ticket.js';

/** A time that a ticket was with a team, or with none. */
export interface TeamPeriod {
  /** The key of the team. */
  readonly team: string | null;
  readonly from: Date;
  /** Null for the present team of a ticket that is not closed. */
  readonly to: Date | null;
}

/**
 * Returns the periods of a ticket with its teams, oldest first, from the changes in its activity log.
 * The time counts round the clock, in every status, until the ticket is closed or cancelled.
 */
export function teamPeriods(
  { team, createdAt, closedAt }: Pick<Ticket, 'team' | 'createdAt' | 'closedAt'>,
  events: readonly Pick<TicketEvent, 'at' | 'details'>[],
): readonly TeamPeriod[] {
  const changes = events.flatMap(({ at, details }) => {
    const from = formerTeam(details['team']);
    return from === undefined ? [] : [{ at, from }];
  });
  const starts = [createdAt, ...changes.map(({ at }) => at)];
  const teams = [...changes.map(({ from }) => from), team];
  return teams.map((each, index) => ({
    team: each,
    from: starts[index] ?? createdAt,
    to: starts[index + 1] ?? closedAt,
  }));
}

function formerTeam(change: unknown): string | null | undefined {
  if (typeof change !== 'object' || change === null || !('from' in change)) return undefined;
  return typeof change.from === 'string' || change.from === null ? change.from : undefined;
}

const MS_PER_SECOND = 1_000;

/** Returns the length of a period until `now` at most, in whole seconds. */
export function secondsOf({ from, to }: TeamPeriod, now: Date): number {
  return Math.max(0, Math.floor(((to ?? now).getTime() - from.getTime()) / MS_PER_SECOND));
}
