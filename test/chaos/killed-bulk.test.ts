import { describe, expect, it } from '@jest/globals';
import { lieThere } from '../support/tickets/bulk.js';
import { useKillableWorker } from '../support/processes/killable-worker.js';
import { waitFor } from '../support/wait-for.js';

const TICKETS = 60;
const BULK = '/api/v1/tickets/bulk';

describe('a worker that is killed in the middle of a bulk job', () => {
  const worker = useKillableWorker();

  it('leaves no ticket out and changes none twice', async () => {
    const { holdfast } = worker;
    await worker.start();
    const maya = await holdfast.client('maya');
    // Resolved, so that their own workflows have nothing to change.
    const resolvedAt = new Date();
    const tickets = await lieThere(holdfast, TICKETS, () => ({
      status: 'resolved',
      resolvedAt,
      resolutionCode: 'fixed',
    }));
    const { body } = await maya.post(BULK, {
      ticket_ids: tickets.map(({ id }) => id),
      change: { add_tags: ['outage'], comment: { body: 'It is over.' } },
    });
    const results = holdfast.mongo.collection('bulk_results');
    await waitFor('work to begin', async () => ((await results.countDocuments()) > 3 ? true : undefined));
    await worker.kill();
    await worker.start();
    const job = await waitFor('the job', async () => {
      const { body: now } = await maya.get(`${BULK}/${body.job.id}`);
      return now.job.state === 'done' ? now.job : undefined;
    });
    expect(job).toMatchObject({ done: TICKETS, changed: TICKETS, failed: 0 });
    const { mongo } = holdfast;
    expect(await mongo.collection('comments').countDocuments()).toBe(TICKETS);
    expect(await mongo.collection('events').countDocuments({ 'details.bulk_job': body.job.id })).toBe(
      2 * TICKETS,
    );
  });
});
