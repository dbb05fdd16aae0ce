import { SYSTEM_ACTOR, type Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { editTicket } from '../../../src/app/tickets/edit-ticket.js';
import { moveToPolicy, selectForPolicy } from '../../../src/app/policy-changes/apply-policy.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

describe('moving tickets to a policy', () => {
  let holdfast: Holdfast;
  let order: { readonly jobId: string; readonly policy: string; readonly actorId: string };

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    const { policies, users } = holdfast.deps;
    const brief = { firstResponseMinutes: 30, resolutionMinutes: 90 };
    await policies.addIfMissing({
      ...DEFAULT_POLICY,
      name: 'strict',
      targets: { urgent: brief, high: brief, medium: brief, low: brief },
    });
    const maya = await users.findByEmail('maya@holdfast.local');
    order = { jobId: 'job-1', policy: 'strict@1', actorId: maya!.id };
  });
  afterAll(() => holdfast.close());

  const newTicket = () =>
    createTicket(holdfast.deps, ALICE, {
      source: 'api',
      input: { title: 'Help me', description: 'please' },
      id: randomUUID(),
    });
  const move = (ids: readonly string[], deps: Partial<AppDeps> = {}) =>
    moveToPolicy({ ...holdfast.deps, ...deps }, order, ids);
  const moves = (ticketId: string) =>
    holdfast.mongo.collection('events').find({ ticketId, type: 'sla.policy_changed' }).toArray();

  it('run twice has one effect: new due times, one event with person and both policies', async () => {
    const { id, createdAt, sla } = await newTicket();
    expect(await move([id])).toEqual({ moved: 1, skipped: 0, failed: 0 });
    expect(await move([id])).toEqual({ moved: 1, skipped: 0, failed: 0 });
    const after = await holdfast.deps.tickets.find(id);
    expect(after!.sla.policy).toBe('strict@1');
    expect(+after!.sla.firstResponse.dueAt - +createdAt).toBe(30 * 60_000);
    expect(await moves(id)).toMatchObject([
      {
        actor: { id: order.actorId, name: 'Maya' },
        isInternal: true,
        publishedAt: null,
        details: {
          policy: { from: 'default@1', to: 'strict@1' },
          first_response_due_at: {
            from: sla.firstResponse.dueAt.toISOString(),
            to: after!.sla.firstResponse.dueAt.toISOString(),
          },
          job_id: 'job-1',
        },
      },
    ]);
  });

  it('continues after an interruption', async () => {
    const ids = (await Promise.all([newTicket(), newTicket(), newTicket()])).map(({ id }) => id);
    let commits = 0;
    const tickets = aroundCommit(holdfast.deps.tickets, async (commit) => {
      await commit();
      if ((commits += 1) === 2) throw new Error('the process was killed here');
    });
    await expect(move(ids, { tickets })).rejects.toThrow('killed');
    expect(await move(ids)).toEqual({ moved: 3, skipped: 0, failed: 0 });
    for (const id of ids) expect(await moves(id)).toHaveLength(1);
  });

  it('loses no changes by others at the same time', async () => {
    const { id } = await newTicket();
    let isFirst = true;
    const tickets = aroundCommit(holdfast.deps.tickets, async (commit) => {
      if (isFirst) {
        isFirst = false;
        await editTicket(holdfast.deps, SYSTEM_ACTOR, id, { priority: 'urgent' });
      }
      await commit();
    });
    expect(await move([id], { tickets })).toMatchObject({ moved: 1 });
    const after = await holdfast.deps.tickets.find(id);
    expect(after).toMatchObject({ priority: 'urgent', version: 3, sla: { policy: 'strict@1' } });
    await Promise.all(Array.from({ length: 5 }, () => move([id])));
    expect(await moves(id)).toHaveLength(1);
  });

  it('skips tickets that were resolved, closed or deleted before their turn', async () => {
    const { id } = await newTicket();
    await changeStatus(holdfast.deps, SYSTEM_ACTOR, id, 'cancelled');
    expect(await move([id, 'deleted'])).toEqual({ moved: 0, skipped: 2, failed: 0 });
    expect(await moves(id)).toEqual([]);
  });

  it('is refused to a person who has lost the permission', async () => {
    const { id } = await newTicket();
    const bob = await holdfast.deps.users.findByEmail('bob@holdfast.local');
    const attempt = moveToPolicy(holdfast.deps, { ...order, actorId: bob!.id }, [id]);
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    expect(await moves(id)).toEqual([]);
  });

  it('finds only open tickets on other versions of the policy', async () => {
    const [there, here, gone] = await Promise.all([newTicket(), newTicket(), newTicket()]);
    await move([there.id]);
    await changeStatus(holdfast.deps, SYSTEM_ACTOR, gone.id, 'cancelled');
    const { ticketIds, remaining } = await selectForPolicy(holdfast.deps, 'default@2', null, 100);
    expect(ticketIds).toContain(here.id);
    expect(ticketIds).not.toContain(there.id);
    expect(ticketIds).not.toContain(gone.id);
    expect(remaining).toBe(ticketIds.length);
    // Counting with every page makes a job's work grow with the square of its tickets.
    const second = await selectForPolicy(holdfast.deps, 'default@2', ticketIds[0]!, 100);
    expect(second).toEqual({ ticketIds: ticketIds.slice(1), remaining: null });
    expect((await selectForPolicy(holdfast.deps, 'default@1', null, 100)).ticketIds).toEqual([]);
    expect((await selectForPolicy(holdfast.deps, 'strict@2', null, 100)).ticketIds).toContain(there.id);
  });
});
