import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishStragglers } from '../../../src/app/operations/sweep/publish-stragglers.js';
import { repairTickets, type RepairProgress } from '../../../src/app/operations/sweep/repair-tickets.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { lieThere } from '../../support/tickets/bulk.js';
import { makeOlder } from '../../support/tickets/sweeps.js';
import { submit, submitMany } from '../../support/tickets/tickets.js';

/** Without a worker: what is started stays as it is. */
describe('the steps of a repair sweep', () => {
  let holdfast: Holdfast;
  const sweep = { sweepId: 'sweep-1', requestedBy: null };
  const course = (
    from: RepairProgress | null,
    note: (progress: RepairProgress) => void = () => undefined,
  ) => ({
    from,
    note,
    signal: new AbortController().signal,
  });

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(async () => {
    await holdfast.close();
  });

  it('publish events that are in the outbox for too long, and no others', async () => {
    const { deps, mongo } = holdfast;
    const alice = await holdfast.client('alice');
    const [old, fresh] = [await submit(alice), await submit(alice)];
    const then = new Date(Date.now() - 10 * 60_000);
    await mongo.collection('events').updateMany({ ticketNumber: old.number }, { $set: { at: then } });
    expect(await publishStragglers(deps)).toEqual({ published: 1, unpublished: 0 });
    expect(await publishStragglers(deps)).toEqual({ published: 0, unpublished: 0 });
    const workflow = (number: string) => holdfast.temporal.workflow.getHandle(`ticket/${number}`);
    expect((await workflow(old.number).describe()).status.name).toBe('RUNNING');
    await expect(workflow(fresh.number).describe()).rejects.toThrow();
    expect(await mongo.collection('tickets').findOne({ number: old.number })).toMatchObject({
      workflowStartedAt: expect.any(Date),
    });
  });

  it('continue where an interrupted attempt stopped, and find nothing left the next time', async () => {
    const { deps } = holdfast;
    const alice = await holdfast.client('alice');
    await submitMany(alice, 120);
    await makeOlder(holdfast);
    let noted: RepairProgress | null = null;
    const breakingOff = (progress: RepairProgress) => {
      noted = progress;
      throw new Error('the worker was killed');
    };
    await expect(repairTickets(deps, sweep, course(null, breakingOff))).rejects.toThrow('killed');
    expect(noted).toMatchObject({ findings: { checked: 100 } });

    const findings = await repairTickets(deps, sweep, course(noted));
    // One of the 122 has the workflow that the test before has given it.
    expect(findings).toMatchObject({ checked: 122, repaired: { count: 121 }, failed: { count: 0 } });
    expect(await repairTickets(deps, sweep, course(null))).toMatchObject({
      checked: 122,
      repaired: { count: 0, tickets: [] },
    });
    expect(await holdfast.mongo.collection('sweeps').countDocuments()).toBe(1);
  });

  it('record a start that a killed sweep did not record', async () => {
    const { deps, mongo } = holdfast;
    const tickets = mongo.collection('tickets');
    const noted = await tickets.updateOne(
      { workflowStartedAt: { $ne: null } },
      { $set: { workflowStartedAt: null } },
    );
    expect(noted.modifiedCount).toBe(1);
    expect(await repairTickets(deps, sweep, course(null))).toMatchObject({ repaired: { count: 0 } });
    expect(await tickets.countDocuments({ workflowStartedAt: null })).toBe(0);
  });

  it('skip a ticket that cannot be checked', async () => {
    const { deps, mongo } = holdfast;
    const { number } = await submit(await holdfast.client('alice'));
    await mongo.collection('tickets').updateOne({ number }, { $set: { 'sla.policy': 'lost@7' } });
    expect(await repairTickets(deps, sweep, course(null))).toMatchObject({
      checked: 123,
      failed: { count: 1, tickets: [number] },
    });
  });

  it('start a workflow that an index from before a restore still names', async () => {
    const { deps, mongo } = holdfast;
    const { number } = await submit(await holdfast.client('alice'));
    const then = new Date(Date.now() - 20 * 60_000);
    await mongo.collection('tickets').updateOne({ number }, { $set: { createdAt: then } });
    const stale = (numbers: readonly string[]) => Promise.resolve(new Set(numbers));
    const lifecycles = Object.assign(Object.create(deps.lifecycles) as typeof deps.lifecycles, {
      running: stale,
    });
    const { repaired } = await repairTickets({ ...deps, lifecycles }, sweep, course(null));
    expect(repaired.tickets).toContain(number);
  });

  it('read open tickets by an index of open tickets only', async () => {
    const plan = await holdfast.mongo
      .collection('tickets')
      .find({
        status: { $in: ['open', 'in_progress', 'waiting_on_user', 'resolved'] },
        _id: { $gt: '0' as never },
      })
      .sort({ _id: 1 })
      .limit(100)
      .hint('unfinished_tickets')
      .explain('executionStats');
    expect(JSON.stringify(plan)).toContain('"indexName":"unfinished_tickets"');
    expect(JSON.stringify(plan)).not.toContain('"stage":"SORT"');
  });

  it('correct loads that a process without weights left wrong, and no others', async () => {
    const { deps, mongo } = holdfast;
    const users = mongo.collection<{ _id: string; load: number }>('users');
    const [bob, carol] = await Promise.all(
      ['bob', 'carol'].map((name) => deps.users.findByEmail(`${name}@holdfast.local`)),
    );
    const assignment = (id: string, weight = {}) => ({
      assignee: { id, name: 'A moderator' },
      ...{ at: new Date(), acceptedAt: null, ...weight },
    });
    const given = [
      { status: 'open', assignment: assignment(bob!.id, { weight: 3 }) },
      { status: 'on_hold', assignment: assignment(bob!.id) },
      { status: 'resolved', assignment: assignment(bob!.id, { weight: 5 }) },
    ] as const;
    const tickets = await lieThere(holdfast, given.length, (index) => given[index]!);
    await users.updateOne({ _id: bob!.id }, { $set: { load: 1 } });
    await users.updateOne({ _id: carol!.id }, { $set: { load: 2 } });
    try {
      expect(await deps.users.repairLoads()).toEqual(
        expect.arrayContaining([
          { id: bob!.id, from: 1, to: 4 },
          { id: carol!.id, from: 2, to: 0 },
        ]),
      );
      expect(await deps.users.repairLoads()).toEqual([]);
      // A ticket that is assigned at the same time is counted once.
      await users.updateOne({ _id: bob!.id }, { $set: { load: 40 } });
      const maya = await holdfast.client('maya');
      const { number } = await submit(await holdfast.client('alice'));
      const [assigned] = await Promise.all([
        maya.put(`/api/v1/tickets/${number}/assign`, { assignee_id: bob!.id }),
        deps.users.repairLoads(),
      ]);
      expect(assigned.status).toBe(200);
      expect((await users.findOne({ _id: bob!.id }))!.load).toBe(5);
    } finally {
      const ids = tickets.map(({ id }) => id);
      await mongo.collection<{ _id: string }>('tickets').deleteMany({ _id: { $in: ids } });
      await users.updateOne({ _id: bob!.id }, { $set: { load: 1 } });
    }
  });
});
