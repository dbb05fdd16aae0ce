import { isNewLoad, weigh } from '../../../domain/tickets/assignment/load.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import type { Decision } from '../ticket-change.js';

/** Returns the decision with the weights of its tickets in the loads of their assignees. */
export async function withWeights(
  deps: Pick<AppDeps, 'settings'>,
  before: Ticket | null,
  decision: Decision,
): Promise<Decision> {
  const { after, others } = decision;
  // Most changes make no new load, and read no settings.
  const weights = isNewLoad(before, after) ? (await deps.settings.current()).capacityWeights : null;
  const ticket = weigh(before, after, weights);
  if (others === undefined) return ticket === after ? decision : { ...decision, after: ticket };
  const weighedOthers = await Promise.all(
    others.map(async (other) => ({
      ...other,
      decision: await withWeights(deps, other.before, other.decision),
    })),
  );
  return { ...decision, after: ticket, others: weighedOthers };
}
