import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { offerPlaces } from '../../../src/app/tickets/assignment/queue.js';
import { queuePlaces } from '../../../src/adapters/mongo/migrations/2026-11-20-queue-places.js';
import type { Priority } from '../../../src/domain/ticket-fields.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { applyMigration } from '../../support/migrations.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };

const at = (minute: number) => new Date(Date.UTC(2031, 11, 8, 10, minute));

describe('queued tickets', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  const users = () => holdfast.mongo.collection('users');
  const setCapacity = (name: string, capacity: number) => users().updateOne({ name }, { $set: { capacity } });
  beforeEach(async () => {
    await holdfast.mongo.collection('tickets').deleteMany({});
    await users().updateMany({ role: 'moderator' }, { $set: { capacity: 0, load: 0 } });
  });

  const depsAt = (minute: number) => ({ ...holdfast.deps, clock: { now: () => at(minute) } });
  async function newTicket(minute: number, priority: Priority, skills: readonly string[] = []) {
    const fields = { title: 'Help me', description: 'please', priority };
    const { id } = await createTicket(depsAt(minute), ALICE, {
      source: 'api',
      input: fields,
      id: randomUUID(),
    });
    const triaged = { requiredSkills: skills, 'triage.state': 'done' };
    await holdfast.mongo.collection<{ _id: string }>('tickets').updateOne({ _id: id }, { $set: triaged });
    return id;
  }
  const look = async (id: string, minute: number) =>
    (await autoAssignTicket(depsAt(minute), id)).assignment?.assignee.name ?? null;
  async function offered(minute: number): Promise<string[]> {
    const poked: string[] = [];
    const wake = ({ ticketId }: { ticketId: string }) => {
      poked.push(ticketId);
      return Promise.resolve();
    };
    const gateway = Object.assign(Object.create(holdfast.deps.gateway), { wake });
    await offerPlaces({ ...depsAt(minute), gateway }, { id: 'event-1', type: 'ticket.status_changed' });
    return poked;
  }

  it('get free places in queue order, whichever checks first', async () => {
    const urgent = await newTicket(0, 'urgent');
    expect(await look(urgent, 0)).toBeNull();
    await setCapacity('Bob', 1);
    const low = await newTicket(7, 'low');
    expect(await look(low, 7)).toBeNull();
    expect(await offered(7)).toEqual([urgent]);
    expect(await look(urgent, 7)).toBe('Bob');
    expect(await offered(8)).toEqual([]);
    await changeStatus(depsAt(9), MAYA, urgent, 'cancelled');
    expect(await offered(9)).toEqual([low]);
    expect(await look(low, 9)).toBe('Bob');
  });

  it('do not block a ticket that another moderator can take', async () => {
    const urgent = await newTicket(0, 'urgent', ['email']);
    expect(await look(urgent, 0)).toBeNull();
    await setCapacity('Bob', 1);
    const low = await newTicket(1, 'low', ['vpn']);
    expect(await look(low, 1)).toBe('Bob');

    await setCapacity('Bob', 2);
    await setCapacity('Carol', 1);
    const other = await newTicket(2, 'low');
    // One of the places is that of the urgent ticket, the other is free.
    expect(await look(other, 2)).toBe('Bob');
    expect(await look(urgent, 3)).toBe('Carol');
  });

  it('are assigned up to the number of places that become free at once, in order', async () => {
    const ids: string[] = [];
    for (const priority of ['low', 'high', 'medium', 'urgent', 'high'] as const) {
      const id = await newTicket(ids.length, priority);
      await look(id, ids.length);
      ids.push(id);
    }
    await setCapacity('Bob', 2);
    await setCapacity('Carol', 1);
    const [, high, , urgent, secondHigh] = ids;
    expect(await offered(10)).toEqual([urgent, high, secondHigh]);
    const names = await Promise.all(ids.map((id) => look(id, 11)));
    expect(names.map((name) => name !== null)).toEqual([false, true, false, true, true]);
  });

  it('from an earlier version have a place in the order', async () => {
    const urgent = await newTicket(0, 'urgent');
    await look(urgent, 0);
    await holdfast.mongo.collection('tickets').updateMany({}, { $unset: { queue: '' } });
    expect(await holdfast.deps.tickets.queue(10)).toEqual([]);
    await applyMigration(holdfast.mongo, queuePlaces);
    expect((await holdfast.deps.tickets.queue(10)).map(({ id }) => id)).toEqual([urgent]);
  });
});
