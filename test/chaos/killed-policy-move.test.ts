import type { Actor } from '../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createTicket } from '../../src/app/tickets/create-ticket.js';
import { DEFAULT_POLICY } from '../../src/domain/sla/sla.js';
import { useKillableWorker } from '../support/processes/killable-worker.js';
import { waitFor } from '../support/wait-for.js';

const TICKETS = 100;
const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

describe('a job that moves tickets to a policy, its worker killed in the middle', () => {
  const worker = useKillableWorker();

  it('moves every ticket, each once', async () => {
    const { holdfast } = worker;
    const { deps } = holdfast;
    const input = { title: 'Help me', description: 'please' };
    for (let made = 0; made < TICKETS; made += 1)
      await createTicket(deps, ALICE, { source: 'api', input, id: randomUUID() });
    await deps.policies.addIfMissing({ ...DEFAULT_POLICY, version: 2, acknowledgeMinutes: 60 });
    const maya = await holdfast.client('maya');
    const { body } = await maya.post('/api/v1/sla/policies/default/apply', {});
    const events = holdfast.mongo.collection<{ type: string; ticketNumber: string }>('events');
    const moved = () => events.countDocuments({ type: 'sla.policy_changed' });

    await worker.start();
    await waitFor('the first to be moved', async () => ((await moved()) > 0 ? true : undefined));
    await worker.kill();
    expect(await moved()).toBeLessThan(TICKETS);
    await worker.start();

    const url = `/api/v1/sla/jobs/${body.job.id}`;
    const job = await waitFor('the job', async () => {
      const { body: now } = await maya.get(url);
      return now.job?.state === 'done' ? now.job : undefined;
    });
    expect(job).toMatchObject({ total: TICKETS, done: TICKETS, moved: TICKETS, skipped: 0, failed: 0 });
    const numbers = (await events.find({ type: 'sla.policy_changed' }).toArray()).map(
      (it) => it.ticketNumber,
    );
    expect(new Set(numbers).size).toBe(TICKETS);
    expect(numbers).toHaveLength(TICKETS);
  });
});
