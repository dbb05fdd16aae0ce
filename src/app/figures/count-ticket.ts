import { factsOf } from '../../domain/figures/facts.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'figures' | 'tickets' | 'tombstones'>;

/** Tickets whose counted version is remembered, so that further events of a version cost nothing. */
const MAX_REMEMBERED = 2_000;

/**
 * Counts a ticket after each of its events, from how it is by then. Idempotent, and equal to a recount at any time. One
 * at a time, because all tickets share the counts of the day.
 */
export class TicketCounter {
  private readonly counted = new Map<string, number>();
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly deps: Deps) {}

  /** @throws what the database throws; then the event comes again. */
  count(event: Pick<TicketEvent, 'ticketId' | 'ticketVersion' | 'type'>): Promise<void> {
    const turn = this.last.then(() => this.countNow(event));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async countNow({
    ticketId,
    ticketVersion,
    type,
  }: Pick<TicketEvent, 'ticketId' | 'ticketVersion' | 'type'>): Promise<void> {
    const isDeletion = type === 'ticket.deleted';
    if (!isDeletion && (this.counted.get(ticketId) ?? 0) >= ticketVersion) return;
    const ticket = await this.deps.tickets.find(ticketId);
    if (ticket !== null) {
      await this.deps.figures.put(factsOf(ticket));
      this.remember(ticketId, ticket.version);
    } else if (isDeletion || (await this.deps.tombstones.find(ticketId)) !== null) {
      await this.deps.figures.remove(ticketId);
    }
  }

  private remember(ticketId: string, version: number): void {
    if (this.counted.size >= MAX_REMEMBERED) this.counted.clear();
    this.counted.set(ticketId, version);
  }
}
