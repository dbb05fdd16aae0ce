import type { ClientSession, Connection } from 'mongoose';
import { scopesOf, type TicketFacts } from '../../../domain/figures/facts.js';
import { dayOfSlot } from '../../../domain/figures/slots.js';
import type { FigureDay, FigureRange, FigureStore } from '../../../ports/figures/figure-store.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';
import type { StoredFigureDay } from '../schema/stored-records.js';

type Rooms = Pick<Models, 'figureDays' | 'figureTickets' | 'figureSets'>;

/** Higher than any version: what is deleted stays deleted. */
const DELETED = Number.MAX_SAFE_INTEGER;

const STATE = 'figures';

interface Sets {
  readonly current: number;
  readonly building: number | null;
}

/** One count in one document: `<set>/<day>/<scope>`, and the path in it. */
type Counts = Map<
  string,
  { readonly set: number; readonly day: number; readonly scope: string; paths: Map<string, number> }
>;

/**
 * The counts of each day and scope in `figure_days`, and what each ticket has added to them in `figure_tickets`. Both change in
 * one transaction, by the difference, so a repeat adds nothing.
 */
export class MongoFigureStore implements FigureStore {
  constructor(
    private readonly connection: Connection,
    private readonly models: Rooms,
  ) {}

  put(facts: TicketFacts): Promise<void> {
    return this.write(facts, ({ current, building }) =>
      building === null ? [current] : [current, building],
    );
  }

  remove(ticketId: string): Promise<void> {
    return this.put({ ticketId, version: DELETED, team: null, category: null, assigneeId: null, facts: [] });
  }

  putRebuilt(facts: TicketFacts): Promise<void> {
    return this.write(facts, ({ building }) => (building === null ? [] : [building]));
  }

  async days(scopes: readonly string[], range: FigureRange): Promise<readonly FigureDay[]> {
    const { current: set } = await this.sets();
    const { first, last, split } = range;
    const days = this.models.figureDays.collection;
    const ofScopes = { set, scope: { $in: [...scopes] } };
    const [whole, parted] = await Promise.all([
      days
        .find({ ...ofScopes, day: { $gte: first, $lte: last } })
        .project<Pick<StoredFigureDay, 'scope' | 'day' | 'total'>>({ _id: 0, scope: 1, day: 1, total: 1 })
        .toArray(),
      days
        .find({ ...ofScopes, day: { $in: [...split] } })
        .project<Pick<StoredFigureDay, 'scope' | 'day' | 'slots'>>({ _id: 0, scope: 1, day: 1, slots: 1 })
        .toArray(),
    ]);
    const slotsOf = new Map(parted.map(({ scope, day, slots }) => [`${day}/${scope}`, toSlots(slots)]));
    return whole.map(({ scope, day, total }) => ({
      scope,
      day,
      total: new Map(Object.entries(total)),
      slots: slotsOf.get(`${day}/${scope}`) ?? null,
    }));
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
    await this.models.figureTickets.collection.deleteMany({ set });
  }

  private async sets(session?: ClientSession): Promise<Sets> {
    const stored = await this.models.figureSets.collection.findOne(
      { _id: STATE },
      session ? { session } : {},
    );
    return stored ?? { current: 1, building: null };
  }

  private write(facts: TicketFacts, choose: (sets: Sets) => readonly number[]): Promise<void> {
    return inTransaction(this.connection, async (session) => {
      for (const set of choose(await this.sets(session))) await this.writeTo(set, facts, session);
    });
  }

  private async writeTo(set: number, facts: TicketFacts, session: ClientSession): Promise<void> {
    const { figureTickets, figureDays } = this.models;
    const _id = `${set}/${facts.ticketId}`;
    const before = await figureTickets.collection.findOne({ _id }, { session });
    if (before !== null && before.version >= facts.version) return;
    const counts: Counts = new Map();
    if (before !== null) addTo(counts, set, before, -1);
    addTo(counts, set, facts, 1);
    const { ticketId, version, team, category, assigneeId } = facts;
    await figureTickets.collection.replaceOne(
      { _id },
      { set, ticketId, version, team, category, assigneeId, facts: [...facts.facts] },
      { session, upsert: true },
    );
    const writes = [...counts].flatMap(([id, { day, scope, paths }]) => {
      const changed = [...paths].filter(([, count]) => count !== 0);
      if (changed.length === 0) return [];
      const update = { $inc: Object.fromEntries(changed), $setOnInsert: { set, day, scope } };
      return [{ updateOne: { filter: { _id: id }, update, upsert: true } }];
    });
    if (writes.length > 0) await figureDays.collection.bulkWrite(writes, { session });
  }
}

function toSlots(slots: StoredFigureDay['slots']): FigureDay['slots'] {
  return new Map(
    Object.entries(slots).map(([slot, counts]) => [Number(slot), new Map(Object.entries(counts))]),
  );
}

function addTo(counts: Counts, set: number, facts: TicketFacts, sign: 1 | -1): void {
  for (const fact of facts.facts) {
    const day = dayOfSlot(fact.slot);
    for (const scope of scopesOf(facts, fact)) {
      const id = `${set}/${day}/${scope}`;
      const found = counts.get(id) ?? { set, day, scope, paths: new Map<string, number>() };
      counts.set(id, found);
      const add = (path: string) => found.paths.set(path, (found.paths.get(path) ?? 0) + sign * fact.count);
      add(`total.${fact.measure}`);
      add(`slots.${fact.slot}.${fact.measure}`);
      if (fact.measure.startsWith('open:')) add('open');
    }
  }
}
