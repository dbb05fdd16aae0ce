import { mergedInto } from '../../domain/ticket-links.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

const MAX_MERGES = 10;

/** Returns the ticket that this one was merged into; itself without a merge. */
export async function mergeGoal(deps: Pick<AppDeps, 'tickets'>, ticket: Ticket): Promise<Ticket> {
  let here = ticket;
  for (let step = 0; step < MAX_MERGES; step += 1) {
    const into = mergedInto(here.links);
    const next = into === undefined ? null : await deps.tickets.find(into.id);
    if (next === null) return here;
    here = next;
  }
  return here;
}
