import type { ClientSession, Connection } from 'mongoose';
import type { TicketFacts } from '../../../domain/figures/facts.js';
import type { SlotSpan } from '../../../domain/figures/slots.js';
import type { FigureCounts, FigureStore } from '../../../ports/figures/figure-store.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';
import { readCounts } from './read-counts.js';
import { CountChanges } from './stored-counts.js';

type Rooms = Pick<Models, 'figureDays' | 'figureBlocks' | 'figureTickets' | 'figureSets'>;

/** Higher than any version: what is deleted stays deleted. */
const DELETED = Number.MAX_SAFE_INTEGER;

const STATE = 'figures';

interface Sets {
  readonly current: number;
  readonly building: number | null;
}

/**
 * The counts of each scope by day in `figure_days` and by parts of it in `figure_blocks`, and what each ticket has added to them in
 * `figure_tickets`. All change in one transaction, by the difference, so a repeat adds nothing.
 */
export class MongoFigureStore implements FigureStore {
  constructor(
    private readonly connection: Connection,
    private readonly models: Rooms,
  ) {}

  put(tickets: readonly TicketFacts[]): Promise<void> {
    return this.write(tickets, ({ current, building }) =>
      building === null ? [current] : [current, building],
    );
  }

  remove(ticketId: string): Promise<void> {
    return this.put([
      { ticketId, version: DELETED, team: null, category: null, assigneeId: null, facts: [] },
    ]);
  }

  putRebuilt(tickets: readonly TicketFacts[]): Promise<void> {
    return this.write(tickets, ({ building }) => (building === null ? [] : [building]));
  }

  async counts(scopes: readonly string[], spans: readonly SlotSpan[]): Promise<readonly FigureCounts[]> {
    let found: readonly FigureCounts[] = [];
    // In one snapshot: a count that moves from one sum to another is in neither or both otherwise.
    await inTransaction(this.connection, async (session) => {
      const { current: set } = await this.sets(session);
      found = await readCounts(this.models, { set, scopes, spans }, session);
    });
    return found;
  }

  async openByDay(scope: string): Promise<readonly { readonly day: number; readonly open: number }[]> {
    const { current: set } = await this.sets();
    return this.models.figureDays.collection
      .find({ set, scope, open: { $gt: 0 } })
      .project<{ day: number; open: number }>({ _id: 0, day: 1, open: 1 })
      .toArray();
  }

  async startRebuild(): Promise<void> {
    const { current, building } = await this.sets();
    const next = Math.max(current, building ?? 0) + 1;
    await this.models.figureSets.collection.updateOne(
      { _id: STATE },
      { $set: { current, building: next } },
      { upsert: true },
    );
    if (building !== null) await this.drop(building);
  }

  async finishRebuild(): Promise<void> {
    const { current, building } = await this.sets();
    if (building === null) return;
    await this.models.figureSets.collection.updateOne(
      { _id: STATE, building },
      { $set: { current: building, building: null } },
    );
    await this.drop(current);
  }

  private async drop(set: number): Promise<void> {
    await this.models.figureDays.collection.deleteMany({ set });
    // `0` follows `/`: all ids of the set.
    await this.models.figureBlocks.collection.deleteMany({ _id: { $gte: `${set}/`, $lt: `${set}0` } });
    await this.models.figureTickets.collection.deleteMany({ set });
  }

  private async sets(session?: ClientSession): Promise<Sets> {
    const stored = await this.models.figureSets.collection.findOne(
      { _id: STATE },
      session ? { session } : {},
    );
    return stored ?? { current: 1, building: null };
  }

  private async write(
    tickets: readonly TicketFacts[],
    choose: (sets: Sets) => readonly number[],
  ): Promise<void> {
    if (tickets.length === 0) return;
    await inTransaction(this.connection, async (session) => {
      for (const set of choose(await this.sets(session))) await this.writeTo(set, tickets, session);
    });
  }

  private async writeTo(set: number, tickets: readonly TicketFacts[], session: ClientSession): Promise<void> {
    const { figureTickets, figureDays, figureBlocks } = this.models;
    const idOf = (ticketId: string) => `${set}/${ticketId}`;
    const ids = tickets.map(({ ticketId }) => idOf(ticketId));
    const stored = await figureTickets.collection.find({ _id: { $in: ids } }, { session }).toArray();
    const before = new Map(stored.map((row) => [row.ticketId, row]));
    const newer = tickets.filter(({ ticketId, version }) => (before.get(ticketId)?.version ?? -1) < version);
    if (newer.length === 0) return;
    const changes = new CountChanges(set);
    for (const facts of newer) {
      const former = before.get(facts.ticketId);
      if (former !== undefined) changes.add(former, -1);
      changes.add(facts, 1);
    }
    const rows = newer.map(({ ticketId, version, team, category, assigneeId, facts }) => ({
      replaceOne: {
        filter: { _id: idOf(ticketId) },
        replacement: { set, ticketId, version, team, category, assigneeId, facts: [...facts] },
        upsert: true,
      },
    }));
    await figureTickets.collection.bulkWrite(rows, { session });
    const [days, blocks] = [changes.dayWrites(), changes.blockWrites()];
    if (days.length > 0) await figureDays.collection.bulkWrite(days, { session });
    if (blocks.length > 0) await figureBlocks.collection.bulkWrite(blocks, { session });
  }
}
