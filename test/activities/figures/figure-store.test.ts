import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppDeps } from '../../../src/app/deps.js';
import { TicketCounter } from '../../../src/app/figures/count-ticket.js';
import { readAgents, readBacklog, readTotals } from '../../../src/app/figures/read-figures.js';
import { rebuildFigures } from '../../../src/app/figures/rebuild-figures.js';
import { ConsumerLoop } from '../../../src/app/operations/event-log/consumer-loop.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { deleteTicket } from '../../../src/app/tickets/delete-ticket.js';
import { editTicket } from '../../../src/app/tickets/edit-ticket.js';
import { figuresConsumer } from '../../../src/compose/figures-consumer.js';
import type { StoredFigureBlock } from '../../../src/adapters/mongo/schema/stored-records.js';
import type { Actor } from '../../../src/domain/access/actor.js';
import { factsOf, scopesOf } from '../../../src/domain/figures/facts.js';
import type { Counts } from '../../../src/domain/figures/tally.js';
import { insteadOf } from '../../../src/domain/instead-of.js';
import { PRIORITIES, STATUSES } from '../../../src/domain/ticket-fields.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { chanceOf } from '../../../src/domain/triage/classifier/chance.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { aTicket } from '../../support/tickets/builders.js';
import { waitFor } from '../../support/wait-for.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };
const ADMIN: Actor = { type: 'user', id: 'admin', name: 'Admin', role: 'admin' };
const FIRST = Date.UTC(2026, 3, 1);

/** Every count of these tickets by length and beginning of its sum, scope and measure, as a recount finds it. */
function recount(tickets: Iterable<Ticket>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const facts of [...tickets].map(factsOf)) {
    for (const fact of facts.facts) {
      for (const scope of scopesOf(facts, fact)) {
        for (const slots of [1, 4, 16, 96]) {
          const key = `${slots}@${Math.floor(fact.slot / slots) * slots} ${scope} ${fact.measure} ${fact.bucket ?? 0}`;
          counts.set(key, (counts.get(key) ?? 0) + fact.count);
        }
      }
    }
  }
  return Object.fromEntries([...counts].sort());
}

describe('the counts of figures', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  async function stored(): Promise<Record<string, number>> {
    const sets = await holdfast.mongo.collection('figure_sets').findOne({});
    const set = Number(sets?.['current'] ?? 1);
    const days = await holdfast.mongo.collection('figure_days').find({ set }).toArray();
    const blocks = await holdfast.mongo
      .collection<StoredFigureBlock>('figure_blocks')
      .find({ _id: { $regex: `^${set}/` } })
      .toArray();
    const named = (name: string, counts: Counts = {}) =>
      Object.entries(counts).flatMap(([measure, count]) =>
        Object.entries(typeof count === 'number' ? { 0: count } : count).map(
          ([bucket, each]) => [`${name} ${measure} ${bucket}`, each] as const,
        ),
      );
    const partsOf = ({ _id, total, hours = {}, quarters = {} }: StoredFigureBlock) => {
      const [, block, scope] = /^\d+\/(\d+)\/(.*)$/u.exec(_id) ?? [];
      const start = Number(block) * 16;
      return [
        ...named(`16@${start} ${scope}`, total),
        ...Object.entries(hours).flatMap(([hour, each]) =>
          named(`4@${start + 4 * Number(hour)} ${scope}`, each),
        ),
        ...Object.entries(quarters).flatMap(([quarter, each]) =>
          named(`1@${start + Number(quarter)} ${scope}`, each),
        ),
      ];
    };
    const counts = [
      ...days.flatMap(({ day, scope, total }) => named(`96@${Number(day) * 96} ${scope}`, total)),
      ...blocks.flatMap(partsOf),
    ];
    return Object.fromEntries(counts.filter(([, count]) => count !== 0).sort());
  }

  it('equal a recount after any changes, repeats, deletions and kills, and while they are rebuilt', async () => {
    const chance = chanceOf(5);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)]!;
    const tickets = new Map<string, Ticket>();
    const someTicket = (id: string, version: number): Ticket => {
      const createdAt = new Date(FIRST + chance() * 5 * 86_400_000);
      const status = pick(STATUSES);
      const isDone = status === 'resolved' || status === 'closed';
      return aTicket({
        id,
        version,
        status,
        priority: pick(PRIORITIES),
        category: pick(['email', 'network']),
        team: pick([null, 'network', 'software']),
        createdAt,
        resolvedAt: isDone ? new Date(createdAt.getTime() + chance() * 1e9) : null,
        assignment:
          chance() < 0.5 ? null : { assignee: { id: 'bob', name: 'Bob' }, at: createdAt, acceptedAt: null },
      });
    };
    const walk = () => [...tickets.keys()].sort();
    const deps: Pick<AppDeps, 'figures' | 'tickets' | 'tombstones'> = {
      ...holdfast.deps,
      tickets: insteadOf(holdfast.deps.tickets, {
        listIds: (_filter, limit, after) =>
          Promise.resolve(
            walk()
              .filter((id) => after === null || id > after)
              .slice(0, limit),
          ),
        findMany: (ids) => Promise.resolve(ids.flatMap((id) => tickets.get(id) ?? [])),
      }),
    };
    let counter = new TicketCounter(deps);
    const step = async () => {
      const id = `t${Math.floor(chance() * 12)}`;
      const version = (tickets.get(id)?.version ?? 0) + 1;
      const isDeleted = id !== 't0' && tickets.has(id) && chance() < 0.05;
      if (isDeleted) tickets.delete(id);
      else if (!gone.has(id)) tickets.set(id, someTicket(id, version));
      if (isDeleted) gone.add(id);
      const type = gone.has(id) ? 'ticket.deleted' : 'ticket.edited';
      const event = { ticketId: id, ticketVersion: version, type } as const;
      if (chance() < 0.2) {
        const killed = {
          ...deps,
          figures: insteadOf(deps.figures, { put: () => Promise.reject(new Error('killed')) }),
        };
        await new TicketCounter(killed).count(event).catch(() => undefined);
        counter = new TicketCounter(deps);
      }
      await counter.count(event);
      if (chance() < 0.3) await new TicketCounter(deps).count({ ...event, ticketVersion: 1 });
    };
    const gone = new Set<string>();
    for (let index = 0; index < 60; index += 1) await step();
    expect(await stored()).toEqual(recount(tickets.values()));
    const rebuilt = rebuildFigures(deps);
    for (let index = 0; index < 20; index += 1) await step();
    await rebuilt;
    expect(await stored()).toEqual(recount(tickets.values()));
    await step();
    expect(await stored()).toEqual(recount(tickets.values()));
    const old = await holdfast.mongo.collection('figure_days').countDocuments({ set: 1 });
    expect(old).toBe(0);
    const oldParts = { _id: { $regex: '^1/' } } as object;
    expect(await holdfast.mongo.collection('figure_blocks').countDocuments(oldParts)).toBe(0);

    const query = {
      from: '2026-04-02',
      to: '2026-04-04',
      timeZone: 'Australia/Lord_Howe',
      interval: 'day',
    } as const;
    const { total, series } = await readTotals(holdfast.deps, MAYA, query);
    const starts = [
      Date.UTC(2026, 3, 1, 13),
      Date.UTC(2026, 3, 2, 13),
      Date.UTC(2026, 3, 3, 13),
      Date.UTC(2026, 3, 4, 13),
    ];
    const createdIn = (from: number, to: number) =>
      [...tickets.values()].filter(({ createdAt }) => createdAt.getTime() >= from && createdAt.getTime() < to)
        .length;
    expect(series.map(({ figures }) => figures.created)).toEqual(
      [0, 1, 2].map((day) => createdIn(starts[day]!, starts[day + 1]!)),
    );
    expect(total.created).toBe(createdIn(starts[0]!, starts[3]!));
    const empty = await readTotals(holdfast.deps, MAYA, { ...query, from: '2025-02-01', to: '2025-02-28' });
    expect(empty.total).toMatchObject({ created: 0, resolution: { medianMinutes: null } });
    const backlog = await readBacklog(holdfast.deps, MAYA, {});
    const open = [...tickets.values()].filter(
      ({ status }) => !['resolved', 'closed', 'cancelled'].includes(status),
    );
    expect(backlog.reduce((sum, row) => sum + row.tickets, 0)).toBe(open.length);
  });

  it('follow the event log, from its beginning on', async () => {
    const open = async () => {
      const input = { title: 'Help me', description: 'please' };
      const id = holdfast.deps.newId();
      return (await createTicket(holdfast.deps, ALICE, { source: 'api', input, id })).id;
    };
    const [before, deleted] = [await open(), await open()];
    const options = { noteMs: 50, firstWaitMs: 20 };
    const loop = new ConsumerLoop(holdfast.deps, figuresConsumer(holdfast.deps), options);
    loop.start();
    try {
      await editTicket(holdfast.deps, MAYA, before, { priority: 'urgent' });
      await deleteTicket(holdfast.deps, ADMIN, deleted, { reason: 'A test.' });
      const day = new Date().toISOString().slice(0, 10);
      const query = { from: day, to: day, timeZone: 'UTC', interval: 'day' } as const;
      await waitFor('the counts', async () => {
        const { total } = await readTotals(holdfast.deps, MAYA, query);
        const row = await holdfast.mongo.collection('figure_days').findOne({ 'total.created:urgent': 1 });
        return total.created === 1 && row !== null ? true : undefined;
      });
      const agents = await readAgents(holdfast.deps, MAYA, query);
      expect(agents.map(({ person }) => person.name).sort()).toEqual(['Bob', 'Carol']);
    } finally {
      await loop.close();
    }
  });
});
