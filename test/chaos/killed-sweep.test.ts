import { describe, expect, it } from '@jest/globals';
import { useKillableWorker } from '../support/processes/killable-worker.js';
import { assignmentMails, makeOlder, reportOf, startSweep } from '../support/tickets/sweeps.js';
import { submitMany } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

/** What a sweep looks at before it notes how far it is. */
const PAGE = 100;
/** The sweep is killed in its second page. */
const TICKETS = PAGE + 40;

describe('a worker that is killed in the middle of a repair sweep', () => {
  const worker = useKillableWorker();

  it('leaves it to the next one, which continues; every ticket is processed, and mailed once', async () => {
    const { holdfast } = worker;
    const alice = await holdfast.client('alice');
    const submitted = await submitMany(alice, TICKETS);
    await makeOlder(holdfast);
    await worker.start();
    const tickets = holdfast.mongo.collection('tickets');
    const id = await startSweep(holdfast);
    await waitFor('a part of the work to be done', async () =>
      (await tickets.countDocuments({ workflowStartedAt: { $ne: null } })) > PAGE ? true : undefined,
    );
    await worker.kill();
    await worker.start();

    const report = await reportOf(holdfast, id);
    expect(report).toMatchObject({ checked: TICKETS, failed: { count: 0 } });
    expect(await tickets.countDocuments({ workflowStartedAt: null })).toBe(0);
    const numbers = submitted.map(({ number }) => number).sort();
    await waitFor('all to be mailed about', () =>
      new Set(assignmentMails(holdfast)).size === TICKETS ? true : undefined,
    );
    const assignments = await holdfast.mongo.collection('events').find({ type: 'ticket.assigned' }).toArray();
    expect(assignments.map((event) => String(event['ticketNumber'])).sort()).toEqual(numbers);
    // Only a mail whose acceptance was cut off by the kill may have come twice, with the same Message-ID.
    const mails = holdfast.sink.mails.filter(({ subject }) => subject?.includes('Assigned to you') === true);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(TICKETS);
  });
});
