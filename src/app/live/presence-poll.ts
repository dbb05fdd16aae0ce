import type { Presence } from '../../domain/presence/presence.js';
import type { AppDeps } from '../deps.js';
import type { LiveConnection } from './live-connection.js';
import { Poll } from './poll.js';

/** Typing should show soon. */
const POLL_MS = 500;

type Deps = Pick<AppDeps, 'presences' | 'tickets' | 'clock' | 'logger'>;

/** Brings presences of all processes to the connections of this one. They are no events: nobody needs their history. */
export function presencePoll(deps: Deps, connections: ReadonlySet<LiveConnection>): Poll<Presence> {
  return new Poll<Presence>(deps, () => connections.size > 0, {
    name: 'presences',
    everyMs: POLL_MS,
    read: (since) => deps.presences.sentSince(since),
    storedAt: ({ sentAt }) => sentAt,
    take: async (fresh, now) => {
      const ids = [...new Set(fresh.map(({ ticketId }) => ticketId))];
      const [tickets, all] = await Promise.all([deps.tickets.findMany(ids), deps.presences.of(ids, now)]);
      for (const ticket of tickets) {
        const here = all.filter(({ ticketId }) => ticketId === ticket.id);
        for (const connection of connections) connection.takePresences(ticket, here, now);
      }
    },
  });
}
