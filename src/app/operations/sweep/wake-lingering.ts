import type { Tally } from '../../../domain/sweep-report.js';
import { add, EMPTY_TALLY, shouldHaveEnded } from '../../../domain/operations/sweep.js';
import type { AppDeps } from '../../deps.js';

/**
 * Wakes workflows of final or deleted tickets.
 * They check and end.
 * @throws DomainError `unavailable`
 */
export async function wakeLingering(
  deps: Pick<AppDeps, 'tickets' | 'lifecycles' | 'clock' | 'logger'>,
  sweepId: string,
): Promise<Tally> {
  let lingering = EMPTY_TALLY;
  for await (const numbers of deps.lifecycles.allRunning()) {
    const standings = await deps.tickets.standings(numbers);
    const now = deps.clock.now();
    const suspects = numbers.filter((number) => {
      const standing = standings.get(number);
      return standing === undefined || shouldHaveEnded(standing, now);
    });
    for (const number of suspects) {
      if (!(await deps.lifecycles.wake(number, sweepId))) continue;
      deps.logger.warn({ ticket: number, sweep: sweepId }, 'woke the workflow of a final ticket');
      lingering = add(lingering, number);
    }
  }
  return lingering;
}
