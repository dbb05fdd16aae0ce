import type { OutlookAction } from '../../../domain/tickets/outlook.js';
import { advanceTicket } from '../advance-ticket.js';
import { lookAtTicket } from '../snapshot-ticket.js';
import type { Projection } from './projection.js';

export interface LookAhead {
  readonly actions: readonly OutlookAction[];
  /** False if actions may follow after `until`: the limits ended the search. */
  readonly isComplete: boolean;
  /** The instant up to which the actions are known. */
  readonly until: Date;
}

export interface LookAheadLimits {
  /** Steps of the ticket's life, including those without an effect, such as attempts to assign. */
  readonly maxLooks: number;
  readonly maxActions: number;
}

/** A queued ticket tries to get a moderator every five minutes, by default: these attempts are a day. */
export const LOOK_AHEAD_LIMITS: LookAheadLimits = { maxLooks: 300, maxActions: 100 };

/**
 * Returns what Holdfast will do with the ticket if no person does anything.
 * Runs the step of the ticket's workflow, {@link advanceTicket}, at each instant that the workflow waits for.
 */
export async function lookAhead(
  projection: Projection,
  { maxLooks, maxActions }: LookAheadLimits = LOOK_AHEAD_LIMITS,
): Promise<LookAhead> {
  const { deps, ticket } = projection;
  const actions: OutlookAction[] = [];
  for (let looks = 1; ; looks += 1) {
    await advanceTicket(deps, ticket.id);
    actions.push(...projection.takeActions());
    const { nextLookAt, isOver } = await lookAtTicket(deps, projection.ticket);
    const until = projection.at;
    if (isOver || nextLookAt === null) return { actions, isComplete: true, until };
    if (looks >= maxLooks || actions.length >= maxActions) return { actions, isComplete: false, until };
    // Never the same instant twice: the clock of a running system moves too.
    projection.moveTo(new Date(Math.max(Date.parse(nextLookAt), until.getTime() + 1)));
  }
}
