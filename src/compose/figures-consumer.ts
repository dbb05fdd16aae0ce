import { TicketCounter } from '../app/figures/count-ticket.js';
import type { AppDeps } from '../app/deps.js';
import { pause } from '../app/operations/event-log/pause.js';
import type { EventConsumer } from '../app/operations/event-log/event-consumer.js';

/** Figures are this much behind, in milliseconds. A ticket that is filed, triaged and assigned is counted once or twice. */
const GATHER_MS = 500;
const MAX_BATCH = 100;

/** Keeps the figures up to date. Another definition of them is another name: then all tickets are counted again. */
export function figuresConsumer(deps: Pick<AppDeps, 'figures' | 'tickets' | 'tombstones'>): EventConsumer {
  const counter = new TicketCounter(deps, () => pause(GATHER_MS));
  return {
    name: 'figures-1',
    startsFrom: 'beginning',
    concurrency: MAX_BATCH,
    wants: (event) => 'ticketId' in event,
    handle: async (event) => {
      if ('ticketId' in event) await counter.count(event);
    },
  };
}
