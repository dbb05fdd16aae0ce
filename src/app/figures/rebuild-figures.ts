import { factsOf } from '../../domain/figures/facts.js';
import type { AppDeps } from '../deps.js';

const BATCH = 200;

/**
 * Counts all tickets again into a second set, while the first is read and both follow new events. Then the second replaces the
 * first. Stopped half-way, the next rebuild starts again. Returns the number of tickets.
 */
export async function rebuildFigures(
  deps: Pick<AppDeps, 'figures' | 'tickets'>,
  signal?: AbortSignal,
): Promise<number> {
  await deps.figures.startRebuild();
  let count = 0;
  for (let after: string | null = null; ;) {
    const ids: readonly string[] = await deps.tickets.listIds({}, BATCH, after);
    const last = ids.at(-1);
    if (last === undefined) break;
    signal?.throwIfAborted();
    const tickets = await deps.tickets.findMany(ids);
    await deps.figures.putRebuilt(tickets.map(factsOf));
    count += tickets.length;
    after = last;
  }
  await deps.figures.finishRebuild();
  return count;
}
