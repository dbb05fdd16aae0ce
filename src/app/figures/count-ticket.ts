import { factsOf } from '../../domain/figures/facts.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'figures' | 'tickets' | 'tombstones'>;

type CountedEvent = Pick<TicketEvent, 'ticketId' | 'ticketVersion' | 'type'>;

/** Tickets whose counted version is remembered, so that further events of a version cost nothing. */
const MAX_REMEMBERED = 2_000;

/**
 * Counts tickets after their events, from how they are by then. Idempotent, and equal to a recount at any time.
 * A busy desk has several events of a ticket in a second, so the tickets of a moment are counted together, each once. One
 * batch at a time, because all tickets share the counts of the day.
 */
export class TicketCounter {
  private readonly counted = new Map<string, number>();
  private waiting = new Map<string, CountedEvent>();
  private batch: Promise<void> | null = null;
  private last: Promise<void> = Promise.resolve();

  /** @param gather waits while further tickets join a batch */
  constructor(
    private readonly deps: Deps,
    private readonly gather: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Resolves once the ticket is counted. @throws what the database throws; then the event comes again. */
  async count(event: CountedEvent): Promise<void> {
    if (this.isCounted(event)) return;
    this.waiting.set(event.ticketId, event);
    this.batch ??= this.inTurn(async () => {
      await this.gather();
      const events = [...this.waiting.values()];
      this.waiting = new Map();
      this.batch = null;
      await this.countNow(events);
    });
    // A ticket that cannot be counted must not hold up those beside it.
    await this.batch.catch(() => this.inTurn(() => this.countNow([event])));
  }

  private isCounted({ ticketId, ticketVersion, type }: CountedEvent): boolean {
    return type !== 'ticket.deleted' && (this.counted.get(ticketId) ?? 0) >= ticketVersion;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async countNow(events: readonly CountedEvent[]): Promise<void> {
    const tickets = await this.deps.tickets.findMany(events.map(({ ticketId }) => ticketId));
    const found = new Set(tickets.map(({ id }) => id));
    const missing = events.filter(({ ticketId }) => !found.has(ticketId));
    await this.deps.figures.put(tickets.map(factsOf));
    for (const { id, version } of tickets) this.remember(id, version);
    for (const { ticketId, type } of missing) {
      const isDeleted = type === 'ticket.deleted' || (await this.deps.tombstones.find(ticketId)) !== null;
      if (isDeleted) await this.deps.figures.remove(ticketId);
    }
  }

  private remember(ticketId: string, version: number): void {
    if (this.counted.size >= MAX_REMEMBERED) this.counted.clear();
    this.counted.set(ticketId, version);
  }
}
