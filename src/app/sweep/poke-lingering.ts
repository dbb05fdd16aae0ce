import { add, EMPTY_TALLY, shouldHaveEnded, type Tally } from '../../domain/sweep.js';
import type { Ticket } from '../../domain/ticket.js';
import type { AppDeps } from '../deps.js';

type Standing = Pick<Ticket, 'id' | 'status' | 'updatedAt'>;

/**
 * Tells workflows that run although their tickets are over, or gone, to look again: they see it and end.
 * @throws DomainError `unavailable`
 */
export async function pokeLingering(
  deps: Pick<AppDeps, 'tickets' | 'deliveries' | 'lifecycles' | 'clock' | 'logger'>,
  sweepId: string,
): Promise<Tally> {
  let lingering = EMPTY_TALLY;
  for await (const numbers of deps.lifecycles.allRunning()) {
    const standings = await deps.tickets.standings(numbers);
    const now = deps.clock.now();
    for (const number of numbers) {
      const standing = standings.get(number);
      if (standing !== undefined && !(await lingers(deps, standing, now))) continue;
      if (!(await deps.lifecycles.poke(number, sweepId))) continue;
      deps.logger.warn({ ticket: number, sweep: sweepId }, 'workflow of a ticket that is over told to look');
      lingering = add(lingering, number);
    }
  }
  return lingering;
}

/** One that waits for a mail to go out is asked for its mails only when it would linger without any. */
async function lingers(
  { deliveries }: Pick<AppDeps, 'deliveries'>,
  standing: Standing,
  now: Date,
): Promise<boolean> {
  if (!shouldHaveEnded(standing, false, now)) return false;
  const unsent = await deliveries.unsent(standing.id);
  return shouldHaveEnded(standing, unsent.length > 0, now);
}
