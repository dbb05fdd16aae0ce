import { inOrderOfVersions } from '../../domain/live/replay.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { LiveHistory } from '../../ports/live/live-history.js';
import type { Subscription } from './subscription.js';

/**
 * An event with an older id can be committed after a newer one, as long as its transaction lives: MongoDB's limit is 60 s
 * by default. The rest is for clocks that differ.
 */
const OVERLAP_MS = 70_000;
/** More missed events than this are no help to a client: it reads its lists again. */
export const MAX_REPLAYED = 1_000;
/** Events of all tickets that are searched for those of the client. */
const MAX_SEARCHED = 5_000;

/**
 * Returns the events that a client may have missed after the event `after`, in the order of each ticket's versions.
 * It contains events that the client knows; clients drop ids that they know. Null if there are too many, or if the log
 * does not have the event.
 */
export async function missedEvents(
  { liveHistory }: { readonly liveHistory: Pick<LiveHistory, 'find' | 'since'> },
  { ticketIds }: Pick<Subscription, 'ticketIds'>,
  after: string,
): Promise<readonly TicketEvent[] | null> {
  const last = await liveHistory.find(after);
  if (last === null) return null;
  const from = new Date(last.at.getTime() - OVERLAP_MS);
  const limit = ticketIds === null ? MAX_SEARCHED : MAX_REPLAYED;
  const events = await liveHistory.since(from, ticketIds, limit + 1);
  return events.length > limit ? null : inOrderOfVersions(events);
}
