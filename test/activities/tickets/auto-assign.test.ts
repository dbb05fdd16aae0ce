import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

describe('automatic assignment', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  const users = () => holdfast.mongo.collection<{ email: string; load: number }>('users');
  const setCapacity = (capacity: number) =>
    users().updateMany({ role: 'moderator' }, { $set: { capacity, load: 0 } });
  const newTicket = () =>
    createTicket(holdfast.deps, ALICE, {
      source: 'api',
      input: { title: 'Help me', description: 'please' },
      id: randomUUID(),
    });
  const deliveries = (ticketId: string) =>
    holdfast.mongo.collection('deliveries').find({ ticketId }).toArray();

  beforeEach(() => setCapacity(100));

  it('has one effect when run twice: one assignment, one mail, one place', async () => {
    const { id } = await newTicket();
    const first = await autoAssignTicket(holdfast.deps, id);
    expect(await autoAssignTicket(holdfast.deps, id)).toEqual(first);
    expect(await deliveries(id)).toHaveLength(1);
    const loads = await users().find({ role: 'moderator' }).toArray();
    expect(loads.reduce((sum, user) => sum + user.load, 0)).toBe(1);
  });

  it('has one effect when run in parallel', async () => {
    const { id } = await newTicket();
    await Promise.all(Array.from({ length: 8 }, () => autoAssignTicket(holdfast.deps, id)));
    expect(await deliveries(id)).toHaveLength(1);
  });

  it('never gives a place twice in parallel', async () => {
    await setCapacity(5);
    const tickets = await Promise.all(Array.from({ length: 16 }, newTicket));
    const assigned = await Promise.all(tickets.map(({ id }) => autoAssignTicket(holdfast.deps, id)));
    expect(assigned.filter(({ assignment }) => assignment !== null)).toHaveLength(10);
    for (const { load } of await users().find({ role: 'moderator' }).toArray()) expect(load).toBe(5);
  });

  it('notifies the managers once if no moderator has capacity, and assigns the ticket when one has', async () => {
    await setCapacity(0);
    const { id } = await newTicket();
    expect(await autoAssignTicket(holdfast.deps, id)).toMatchObject({
      assignment: null,
      queuedAt: expect.any(Date),
    });
    await autoAssignTicket(holdfast.deps, id);
    expect(await deliveries(id)).toMatchObject([{ kind: 'queued', recipient: { name: 'Maya' } }]);
    await setCapacity(1);
    expect((await autoAssignTicket(holdfast.deps, id)).assignment).not.toBeNull();
  });

  it('frees the place when the ticket is cancelled', async () => {
    const bob = await holdfast.client('bob');
    const { id, number } = await newTicket();
    await autoAssignTicket(holdfast.deps, id);
    await bob.patch(`/api/v1/tickets/${number}/status`, { status: 'cancelled' });
    for (const { load } of await users().find({ role: 'moderator' }).toArray()) expect(load).toBe(0);
  });
});
